# What is shown of odd modules, notes that are none, and names that only methods may ask for.
import sys


class Odd(Exception):
    def __str__(self):
        return "an odd one"


def show(e):
    sys.__excepthook__(type(e), e, None)


for module in None, 12, "some.where", "builtins", "__main__":
    Odd.__module__ = module
    show(Odd())


class NoText:
    def __str__(self):
        raise ValueError("no text")

    __repr__ = __str__


for notes in ["one", 2, NoText()], ("a", "tuple"), 42, NoText(), "text", None, []:
    e = ValueError("noted")
    e.__notes__ = notes
    show(e)


class Own:
    _hidden = None

    def ask(self, name):
        return getattr(self, name)


for name in "hidden", "_hiden", "hid":
    try:
        Own().ask(name)
    except AttributeError as e:
        show(e)
try:
    Own().hidden
except AttributeError as e:
    show(e)
