# ExceptionGroup has two bases: it is a BaseExceptionGroup, and an Exception.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except BaseException as error:
        print(type(error).__name__ + ":", error)


print(ExceptionGroup.__bases__, ExceptionGroup.__base__)
print([cls.__name__ for cls in ExceptionGroup.__mro__])
print(ExceptionGroup.__module__, ExceptionGroup.__doc__)
print(ExceptionGroup in Exception.__subclasses__(), ExceptionGroup in BaseExceptionGroup.__subclasses__())
print(issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))
try:
    raise ExceptionGroup("caught", [ValueError(1)])
except Exception as error:
    print(repr(error))

inner = ExceptionGroup("inner", [KeyError(3)])
group = ExceptionGroup("outer", [ValueError(1), TypeError(2), inner])
tried(group.split, ValueError)
tried(group.split, (KeyError, TypeError))
tried(group.split, ExceptionGroup)
tried(group.split, [ValueError])
tried(group.split, (1,))
tried(group.subgroup, lambda error: isinstance(error, KeyError))
tried(group.subgroup, lambda error: 1 / 0)
tried(group.subgroup, 5)
tried(group.derive, [ValueError()])
tried(group.derive, [])
tried(group.derive, 5)
tried(setattr, group, "message", 1)

tried(ExceptionGroup, None, [ValueError()])
tried(ExceptionGroup, 1, [ValueError()])
tried(ExceptionGroup, "a", [])
tried(ExceptionGroup, "a", [1])
tried(ExceptionGroup, "a", {ValueError()})
tried(ExceptionGroup, "a", [KeyboardInterrupt()])
tried(BaseExceptionGroup, "a", [ValueError()])
tried(BaseExceptionGroup, "a", [group])
tried(BaseExceptionGroup, "a", [KeyboardInterrupt()])


class Valued(ExceptionGroup, ValueError):
    pass


class Mixed(BaseExceptionGroup, ValueError):
    pass


class Deriving(ExceptionGroup):
    def derive(self, members):
        return Deriving("derived " + self.message, members)


class Wrong(ExceptionGroup):
    def derive(self, members):
        return 5


tried(Valued, "a", [ValueError()])
tried(Mixed, "a", [KeyboardInterrupt()])
tried(Deriving("a", [ValueError(), KeyError()]).split, ValueError)
tried(Wrong("a", [ValueError(), KeyError()]).split, ValueError)
print([cls.__name__ for cls in Valued.__mro__])

try:
    try:
        raise group
    except* ValueError as part:
        print("values", repr(part))
    except* Exception as part:
        print("others", repr(part))
except Exception:
    print("not reached")

# A field of a built-in exception that was never set may be deleted; it reads as None again.
for error, name in ((OSError(), "errno"), (ImportError("m"), "path"), (NameError(), "name")):
    tried(delattr, error, name)
    tried(delattr, error, name)
    tried(getattr, error, name)
tried(delattr, group, "exceptions")

error = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad")
print(error)
error.start = -5
print(error)
error = UnicodeEncodeError("ascii", "a\u20ac", 1, 2, "bad")
error.start = -1
error.end = 0
print(error.start, error.end)
