def show(error, depth=0):
    print("  " * depth + repr(error), "cause" if error.__cause__ else "", "suppress" if error.__suppress_context__ else "")
    if error.__cause__: show(error.__cause__, depth + 1)
    elif error.__context__: show(error.__context__, depth + 1)
def attempt(f):
    try:
        f()
    except Exception as error:
        show(error)
def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["k"]
def explicit():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError("explicit") from error
def hidden():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden") from None
def in_finally():
    try:
        1 / 0
    finally:
        int("x")
def three():
    try:
        implicit()
    except KeyError:
        raise RuntimeError("third")
def from_class():
    raise ValueError("v") from KeyError
def from_bad():
    raise ValueError("v") from 5
def reraise():
    try:
        1 / 0
    except ZeroDivisionError as error:
        try:
            raise KeyError("x")
        except KeyError:
            raise error
for f in (implicit, explicit, hidden, in_finally, three, from_class, from_bad, reraise):
    print(f.__name__)
    attempt(f)
e = ValueError("kept")
try:
    raise e
except ValueError as first:
    print(first is e, e.__context__)
e.__cause__ = KeyError("set by hand")
print(repr(e.__cause__), e.__suppress_context__)
try:
    e.__cause__ = 5
except TypeError as error:
    print(error)
