# Where a property's doc is kept: in the property, or as an attribute of an instance of a subclass.
class Sub(property):
    """doc of the class"""


def say(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def documented(self):
    "doc of the getter"


def again(self):
    "another doc"


def bare(self):
    pass


for kind in property, Sub:
    print(kind.__name__)
    print(kind(documented).__doc__, kind(bare).__doc__, kind(None, None, None, "given").__doc__, sep=", ")
    print(kind(documented, doc="given").__doc__, kind(documented).getter(again).__doc__, sep=", ")
    print(kind(documented, doc="given").getter(again).__doc__, kind(bare).getter(again).__doc__, sep=", ")
    print(kind(documented).setter(bare).__doc__, kind(documented).deleter(bare).__doc__, sep=", ")
print(Sub(documented).__dict__)


class NoRoom(property):
    __slots__ = ()


class Room(property):
    __slots__ = ("__doc__",)


say(lambda: NoRoom(documented).__doc__)
say(lambda: NoRoom(bare, doc="given").__doc__)
say(lambda: Room(documented).__doc__)
say(lambda: Room(bare).__doc__)


class Calling(property):
    def setter(self, f):
        return super().setter(f)


class User:
    @Calling
    def x(self):
        "doc of x"

    @x.setter
    def x(self, value):
        pass


print(User.x.__doc__)
say(lambda: property().__set_name__())
say(lambda: property().__set_name__(1, 2, 3))
p = property()
p.__set_name__(User, "renamed")
print(p.__name__)
