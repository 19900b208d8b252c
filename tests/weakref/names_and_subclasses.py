# norm: addr
# How references and proxies name types; keywords are for the __init__ of subclasses.
import collections
import re
import weakref


def told(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Outer:
    class Inner:
        pass

    def method(self):
        pass


def function():
    pass


for thing in Outer(), Outer.Inner(), Outer, function, collections.Counter(), re.compile("x"), collections.deque():
    print(weakref.ref(thing))
    print(told(lambda: repr(weakref.proxy(thing))))


class Hooked:
    def __getattribute__(self, name):
        raise KeyError(name)


hooked = Hooked()
print(weakref.ref(hooked))


class Remembering(weakref.ref):
    def __init__(self, target, callback=None, **remarks):
        super().__init__(target, callback)
        self.remarks = remarks


class Plain(weakref.ref):
    pass


target = Outer()
print(Remembering(target, why="a test").remarks)
print(told(lambda: Plain(target, why=1)))
print(told(lambda: weakref.ref(target, callback=None)))
print(told(lambda: weakref.ref()), told(lambda: weakref.ref(target, None, 3)), sep="\n")


class Backwards:
    def __reversed__(self):
        return iter("cba")


backwards = Backwards()
print(list(reversed(weakref.proxy(backwards))))
