import gc
import sys
import weakref
import array as module
from array import array


def attempt(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


print(module.typecodes, array, module.ArrayType is array, array.__name__, array.__module__)
for code in "bBhHiIlLqQfdw":
    a = array(code)
    print(code, a.itemsize, a.typecode, a, len(a), bool(a), sys.getsizeof(a), a.tobytes())

# --- making
attempt(lambda: array("i", [1, 2, 3]))
attempt(lambda: array("i", (1, -2)))
attempt(lambda: array("i", range(4)))
attempt(lambda: array("i", (x * x for x in range(5))))
attempt(lambda: array("B", b"abc"))
attempt(lambda: array("H", b"abcd"))
attempt(lambda: array("H", b"abc"))
attempt(lambda: array("H", bytearray(b"abcd")))
attempt(lambda: array("d", [1, 2.5]))
attempt(lambda: array("f", [0.1, 1e39]))
attempt(lambda: array("w", "héllo"))
attempt(lambda: array("i", array("b", [1, -1])))
attempt(lambda: array("b", array("i", [1, 300])))
attempt(lambda: array("d", array("i", [1, 300])))
attempt(lambda: array("i", "abc"))
attempt(lambda: array("i", 3))
attempt(lambda: array("x"))
attempt(lambda: array("ii"))
attempt(lambda: array(3))
attempt(lambda: array())
attempt(lambda: array("i", [], 3))
attempt(lambda: array("i", [1], x=3))
attempt(lambda: array("i", [1.5]))
attempt(lambda: array("d", ["x"]))
attempt(lambda: array("w", ["ab"]))
attempt(lambda: array("w", [3]))
attempt(lambda: array("i", array("w", "ab")))
attempt(lambda: array("w", array("i", [1])))

# --- bounds
for code, values in {"b": (-129, -128, 127, 128), "B": (-1, 0, 255, 256), "h": (-32769, -32768, 32767, 32768),
                     "H": (-1, 65535, 65536), "i": (-2**31 - 1, -2**31, 2**31 - 1, 2**31), "I": (-1, 2**32 - 1, 2**32),
                     "l": (-2**63 - 1, -2**63, 2**63 - 1, 2**63), "L": (-1, 2**64 - 1, 2**64),
                     "q": (-2**63 - 1, -2**63, 2**63 - 1, 2**63), "Q": (-1, 2**64 - 1, 2**64)}.items():
    for value in values + (10**30, -10**30, "1", 1.0, None, True):
        attempt(lambda: array(code, [value])[0])

# --- items and slices
a = array("i", range(10))
attempt(lambda: (a[0], a[-1], a[2:5], a[::-2], a[20:]))
attempt(lambda: a[10])
attempt(lambda: a[-11])
attempt(lambda: a["1"])
a[3] = 33
attempt(lambda: a)
a[1:3] = array("i", [100])
attempt(lambda: a)
a[2:2] = array("i", [7, 8, 9])
attempt(lambda: a)
a[::4] = array("i", [0, 0, 0])
attempt(lambda: a)
attempt(lambda: a.__setitem__(slice(0, 6, 2), array("i", [1])))
attempt(lambda: a.__setitem__(slice(0, 2), [1, 2]))
attempt(lambda: a.__setitem__(slice(0, 2), array("b", [1, 2])))
attempt(lambda: a.__setitem__(50, 1))
attempt(lambda: a.__setitem__(0, "x"))
attempt(lambda: a.__setitem__("x", 0))
del a[0]
del a[1:3]
del a[::3]
attempt(lambda: a)
a[:] = a
attempt(lambda: a)
a[1:1] = a
attempt(lambda: a)
attempt(lambda: a.__delitem__(99))

# --- methods
a = array("i", [3, 1, 2])
a.append(1)
a.extend([5, 6])
a.extend(array("i", [7]))
a.insert(0, -1)
a.insert(-1, 9)
a.insert(99, 10)
a.fromlist([11, 12])
attempt(lambda: (a, a.count(1), a.index(1), a.pop(), a.pop(0), a.index(1, 2), 9 in a, 99 in a, "x" in a))
attempt(lambda: a.index(77))
attempt(lambda: a.index(1, 4))
attempt(lambda: a.remove(77))
a.remove(1)
a.reverse()
attempt(lambda: (a, list(a), a.tolist(), [*reversed(a)], sum(a), sorted(a)))
attempt(lambda: a.append("x"))
attempt(lambda: a.append(2**40))
attempt(lambda: a.extend(3))
attempt(lambda: a.extend(array("b", [1])))
attempt(lambda: a.extend([1, "x"]))
attempt(lambda: a)
attempt(lambda: a.fromlist([1, "x"]))
attempt(lambda: a.fromlist((1, 2)))
attempt(lambda: a.pop(100))
attempt(lambda: array("i").pop())
attempt(lambda: array("H", [1, 258]).tobytes())
b = array("H", [1, 258])
b.byteswap()
attempt(lambda: b)
b.frombytes(b"\x01\x00\x02\x00")
attempt(lambda: b)
attempt(lambda: b.frombytes(b"abc"))
attempt(lambda: b.frombytes("abc"))
b.clear()
attempt(lambda: (b, len(b)))
w = array("w", "abc")
w.fromunicode("dé")
attempt(lambda: (w, w.tounicode(), w[1], w + w, w.index("d")))
attempt(lambda: b.fromunicode("x"))
attempt(lambda: b.tounicode())
attempt(lambda: w.append("xy"))
attempt(lambda: w.append(3))
attempt(lambda: array("i", [1]).buffer_info()[1])

# --- operators
a, b = array("i", [1, 2]), array("i", [1, 3])
attempt(lambda: (a + b, a * 3, 2 * a, a * 0, a * -1))
attempt(lambda: (a == b, a != b, a < b, a <= b, a > b, a >= b, a == array("d", [1.0, 2.0]), a == [1, 2]))
attempt(lambda: a + [1])
attempt(lambda: a + array("b", [1]))
attempt(lambda: a * 1.5)
attempt(lambda: a < [1])
a += b
a *= 2
attempt(lambda: a)
attempt(lambda: hash(a))


def add_list():
    global a
    a += [1]


attempt(add_list)
attempt(lambda: (array("d", [float("nan")]) == array("d", [float("nan")]), array("i") == array("d")))

# --- copies, iteration, buffers
import copy
c = copy.copy(a)
d = copy.deepcopy(a)
c[0] = 99
attempt(lambda: (a[0], c[0], d[0], type(d)))
attempt(lambda: bytes(array("H", [1, 2])))
attempt(lambda: bytearray(array("B", b"xyz")))
view = memoryview(a)
attempt(lambda: (view.format, view.itemsize, view.nbytes, view.shape, view[1], view.tolist()[:3], view.readonly))
view[1] = 77
attempt(lambda: a[1])
attempt(lambda: a.append(1))
attempt(lambda: a.pop())
attempt(lambda: a.clear())
view.release()
a.append(1)
attempt(lambda: len(a))
it = iter(a)
attempt(lambda: (next(it), type(it).__name__))
empty = iter(array("i"))
attempt(lambda: next(empty, "end"))

# --- sizes and the collector
attempt(lambda: [sys.getsizeof(array("i", range(n))) for n in (0, 1, 4, 5, 10, 100)])
attempt(lambda: [sys.getsizeof(array("d", [0.0] * n)) for n in (0, 1, 4, 5, 10, 100)])
sizes, g = [], array("b")
for i in range(40):
    g.append(i)
    sizes.append(sys.getsizeof(g))
print(sizes)
while g:
    g.pop()
    sizes.append(sys.getsizeof(g))
print(sizes[40:])
attempt(lambda: (gc.is_tracked(a), sys.getrefcount(a)))


class Named(array):
    pass


n = Named("i", [1, 2])
n.name = "x"
attempt(lambda: (n, n.name, n[:1], type(n[:1]), type(n + n), isinstance(n, array), sys.getsizeof(n)))
n.me = n
r = weakref.ref(n)
del n
attempt(lambda: (gc.collect() > 0, r()))


class Strict(array):
    def __new__(cls, values):
        return super().__new__(cls, "d", values)


attempt(lambda: Strict([1, 2]))
match a:
    case [first, *rest]:
        print("a sequence", first, len(rest))
print(array[int])
attempt(lambda: a.__reduce_ex__(2)[1])
attempt(lambda: gc.get_referents(array("i", [1])) in ([], [array]))
attempt(lambda: array("u", "ab"))
import io
out = io.BytesIO()
array("H", [1, 2, 3]).tofile(out)
attempt(lambda: out.getvalue())
inp = io.BytesIO(out.getvalue())
h = array("H")
h.fromfile(inp, 2)
attempt(lambda: h)
attempt(lambda: h.fromfile(inp, 2))
attempt(lambda: h)
attempt(lambda: h.fromfile(inp, -2))
