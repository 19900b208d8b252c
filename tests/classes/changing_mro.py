# mro() that sees the class unfinished, gives something strange, or changes the bases while it runs.
class Watching(type):
    def mro(cls):
        print(cls.__name__, cls.__mro__ and "has an MRO", [b.__name__ for b in cls.__bases__])
        return type.mro(cls)


class A(metaclass=Watching):
    pass


class B(A):
    pass


B.__bases__ = (type("Other", (A,), {}),)


class Elsewhere:
    pass


def say(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


say(lambda: type("Foreign", (type,), {"mro": lambda cls: (Elsewhere,)})("X", (), {}))
say(lambda: type("Empty", (type,), {"mro": lambda cls: ()})("X", (), {}))
say(lambda: type("Numbers", (type,), {"mro": lambda cls: (1,)})("X", (), {}))

# Two classes that make each other their base as soon as they are asked.
armed = False


class Cyclic(type):
    def mro(cls):
        if armed and cls.__name__ == "Left":
            Right.__bases__ = (Left,)
        if armed and cls.__name__ == "Right":
            Left.__bases__ = (Right,)
        return type.mro(cls)


class Root(metaclass=Cyclic):
    pass


class Left(Root):
    pass


class Right(Root):
    pass


def provoke():
    Left.__bases__ += ()


armed = True
say(provoke)
armed = False
print([c.__name__ for c in Left.__mro__], [c.__name__ for c in Right.__mro__])


# An error undoes what was done, but not what was done meanwhile.
class Failing(type):
    def mro(cls):
        if armed and cls.__name__ == "Child" and cls.__bases__ != (Second,):
            Child.__bases__ = (Second,)
            raise LookupError("in mro")
        return type.mro(cls)


class Base(metaclass=Failing):
    pass


class First(Base):
    pass


class Second(Base):
    pass


class Child(Base):
    pass


def assign():
    Child.__bases__ = (First,)


armed = True
say(assign)
print([c.__name__ for c in Child.__mro__], Child.__bases__, First.__subclasses__(), Second.__subclasses__())

import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    type("Odd", (), {1: 2, "a": 3})
print(*(w.message for w in caught))


class Slots:
    __slots__ = ("a", "__classcell__")


say(lambda: Slots().a)
print(sorted(Slots.__dict__))
