# What can't be unpacked, iterated, or have items set and deleted: CPython words it by what the type is.
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class M(type): pass
class A: pass
class N: __iter__ = None
def u(x):
    a, b = x
def us(x):
    a, *b = x
for x in (int, A, M('q',(),{}), A(), N(), 1, None, ..., len, 1.5):
    t(lambda: u(x)); t(lambda: us(x)); t(lambda: [*x]); t(lambda: print(*x)); t(lambda: list(x)); t(lambda: [1 for a in x]); t(lambda: x[0]); t(lambda: 1 in x)
class S:
    def __getitem__(self, i): return i
class L:
    def __len__(self): return 3
def d(x, k):
    del x[k]
def s(x, k):
    x[k] = 1
for x in (1, 'a', (1,), b'a', range(3), None, A, int, A(), S(), L(), frozenset(), {1}, 1.5, len, memoryview(b'ab'), [1].__iter__()):
    for k in (0, 'a', slice(0,1), True):
        t(lambda: d(x, k)); t(lambda: s(x, k))
