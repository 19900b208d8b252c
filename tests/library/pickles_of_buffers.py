# PickleBuffer in band and out of band; what reducers may not be.
import copy
import copyreg
import pickle


def told(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for data in (b"", b"spam", bytearray(), bytearray(b"eggs")):
    buffer = pickle.PickleBuffer(data)
    pair = pickle.loads(pickle.dumps([buffer, pickle.PickleBuffer(data)], protocol=5))
    print(pair, pair[0] is pair[1])
    outside = []
    pickled = pickle.dumps(buffer, protocol=5, buffer_callback=outside.append)
    print(len(outside), pickle.loads(pickled, buffers=outside) is outside[0], bytes(outside[0]))
print(told(pickle.dumps, pickle.PickleBuffer(b"x"), 4))
print(told(pickle.dumps, pickle.PickleBuffer(memoryview(b"foobar")[::2]), 5))
print(told(pickle.PickleBuffer(memoryview(b"foobar")[::2]).raw))
print(bytearray(pickle.PickleBuffer(b"ab")), memoryview(pickle.PickleBuffer(b"ab")).readonly)


class NoReduce:
    __reduce_ex__ = None


class Refusing:
    def __getattribute__(self, name):
        if name.startswith("__reduce"):
            raise AttributeError(name)
        return object.__getattribute__(self, name)


print(told(pickle.dumps, NoReduce()))
print(told(copy.copy, Refusing())[:40], told(copy.deepcopy, Refusing())[:40])

for proto in range(3, 6):
    print([pickle.loads(pickle.dumps(e, proto)) for e in (BlockingIOError, ModuleNotFoundError, TimeoutError)])
for proto in range(3):
    print([pickle.loads(pickle.dumps(e, proto)) for e in (BlockingIOError, ModuleNotFoundError, TimeoutError)])


class Point:
    def __new__(cls, x):
        self = object.__new__(cls)
        self.x = x
        return self


print(told(copy.copy, Point(1)))
copyreg.pickle(Point, lambda p: (Point, (p.x,)))
print(copy.copy(Point(1)).x, copy.deepcopy(Point([1])).x)
print(copy.copy(int | str), copy.deepcopy(int | None), hash(int | str) == hash(frozenset((int, str))))
code = told.__code__
print(copy.copy(code) is code, copy.deepcopy(code) is code)
