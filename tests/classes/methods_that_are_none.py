# A special method set to None is called where none of CPython's slots looks at it first.
import operator


class Nothing:
    __eq__ = __lt__ = __add__ = __radd__ = __iadd__ = __neg__ = __len__ = __iter__ = __call__ = None
    __contains__ = __reversed__ = __hash__ = __bool__ = __index__ = __getitem__ = __repr__ = None


class Yes:
    def __eq__(self, other):
        return True


class No(Yes):
    __eq__ = None


def say(f, *args):
    try:
        print(f(*args))
    except TypeError as e:
        print(e)


n = Nothing()
for f in operator.eq, operator.lt, operator.add, operator.iadd:
    say(f, n, 1)
    say(f, 1, n)
say(operator.eq, Yes(), No())
say(operator.eq, No(), Yes())
for f in operator.neg, len, iter, reversed, hash, bool, operator.index, repr:
    say(f, n)
say(lambda: n())
say(lambda: 1 in n)
say(lambda: n[0])

# Keywords of functions without any, and a module called.
import pprint
import struct

say(lambda: print(1, foo=2))
say(lambda: print(1, sep="", end="", file=None, flush=True, foo=3))
say(lambda: struct.pack("i", 1, foo=2))
say(lambda: pprint())
say(lambda: operator())

r = range(2147483646, -9223372036854775806, -2)
print(next(reversed(r)), next(reversed(range(-(2**63), 2**63 - 2))))
