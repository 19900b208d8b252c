# norm: addr
class C:
    def m(self): pass
    @classmethod
    def k(cls): pass
    @staticmethod
    def s(): pass
c = C()
def f(): pass
print(c, [c], repr(C), C.m, c.m, C.k, C.s, f, lambda: 0)
print(object(), len, [].append, int, str.upper, type, None, NotImplemented, ...)
print(iter([]), iter(()), iter(""), iter({}), iter(set()), iter(range(3)), (i for i in ()), zip(), map(f, []), enumerate([]), reversed([]))
print(property(), super(C, c), type(c.__dict__), C.__dict__.__class__, f.__code__.__class__, type(f))
import sys
print(sys, type(sys))
print({}.keys(), {}.values(), {}.items(), slice(1), range(3), range(1, 9, 2), b"", bytearray(), frozenset(), 1j)
def gen(): yield
print(gen(), gen)
def outer():
    def inner(): pass
    return inner
print(outer(), C.__init__, c.__init__, C.__dict__["k"], C.__dict__["s"])
