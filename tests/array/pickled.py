import array
import collections.abc
import copy
import pickle
import warnings

warnings.simplefilter("ignore")
make = array._array_reconstructor


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Tagged(array.array):
    pass


print("- what is kept")
for code in "uwbBhHiIlLqQfd":
    a = Tagged(code, "ab" if code in "uw" else [1, 2])
    a.tag = code
    print(a.__reduce_ex__(2), a.__reduce_ex__(3)[1:])
    for protocol in range(6):
        b = pickle.loads(pickle.dumps(a, protocol))
        assert a == b and type(b) is Tagged and b.tag == code
attempt(array.array("b").__reduce_ex__, "x")

print("- from another machine")
attempt(make, array.array, "i", 9, b"\0\0\0\1\xff\xff\xff\xff")
attempt(make, array.array, "B", 1, b"ab")
attempt(make, array.array, "h", 1, b"\xff\1")
attempt(make, array.array, "d", 15, b"\x3f\x80\0\0")
attempt(make, Tagged, "w", 19, "\u20ac\xe9\U0001f600".encode("utf-16-be"))
attempt(make, array.array, "u", 21, "ab".encode("utf-32-be"))
attempt(make, array.array, "B", 0, b"")
for args in [("", "b", 0, b""), (str, "b", 0, b""), (array.array, "b", "", b""), (array.array, "b", 0, ""),
             (array.array, "?", 0, b""), (array.array, "b", -1, b""), (array.array, "b", 22, b""),
             (array.array, "d", 16, b"a"), (array.array, "bb", 0, b""), (array.array, 1, 0, b""),
             (array.array, "u", 20, b"aaa"), (array.array, "w", 18, b"aaa"), (array.array, "w", 18, b"\0\xd8"),
             (array.array, "B", 1, b"\xff"), (array.array, "b", 14, b"aaaa"), (1, 2)]:
    attempt(make, *args)

print("- iterators")
a = array.array("i", [1, 2, 3])
it = iter(a)
print(it.__reduce__())
next(it)
print(it.__reduce__(), list(copy.copy(it)))
it.__setstate__(0)
print(list(it), it.__reduce__())
for state in (-5, 1, 50):
    it = iter(a)
    it.__setstate__(state)
    print(list(it))
attempt(it.__setstate__, "a")
attempt(type(it))

print("- making")
print(isinstance(a, collections.abc.MutableSequence), array.array.__mro__)
attempt(array.array, "b", None)
attempt(array.array, "b", x=1)
attempt(Tagged, "b", x=1)


class Named(array.array):
    def __init__(self, typecode, name=None):
        super().__init__()
        self.name = name


print(Named("b", name="n").name)
