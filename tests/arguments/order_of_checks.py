# Which of several faults in one call is told: arguments are converted in order, a missing one is
# told before a keyword that doesn't fit, and counts say what was given.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for make in (bytes, bytearray):
    tried(make, 1, 2)
    tried(make, 1, "ascii")
    tried(make, "a", "ascii", 3)
    tried(make, "a", None)
    tried(make, b"a", b"b", 1)
    tried(make, 1, errors=2)
    tried(make, errors="strict")
    tried(make, 1, source=b"a")

for text in ("aXb", b"aXb", bytearray(b"aXb")):
    tried(text.center, "a", 1)
    tried(text.center, 5, 1)
    tried(text.replace, x=1)
    tried(text.replace, "a", x=1)
for text in ("aXb", b"aXb"):
    tried(text.partition, None)
    tried(text.rpartition, 5)
for data in (b"aXb", bytearray(b"aXb")):
    for name in ("find", "rfind", "index", "rindex", "count"):
        tried(getattr(data, name), "a", "b")
        tried(getattr(data, name), "a", 1)
    tried(data.translate, x=1)

tried(int.from_bytes, x=1)
tried(int.from_bytes, 1, 2, 3, 4)
tried((5).to_bytes, 1, 2, 3, 4)
tried((5).to_bytes, 1, "big", True)
tried([1].sort, 1)
tried([1].sort, 1, 2, 3)
tried(sum, [1], 2, 3)
tried(enumerate, [1], 2, 3)
tried(round, number=1, digits=2)

tried((1).__abs__, x=1)
tried((1).__add__, 1, x=1)
tried((1).__pow__)
tried((1).__pow__, 1, 2, 3)
tried((1.5).__rpow__, 1, 2, 3)
tried((1).__add__)
tried([1].__setitem__, 1)
tried([1].__setitem__, 1, 2, 3)
tried({}.__setitem__)
tried([1].__delitem__)
tried(object().__setattr__, "a")
tried(object().__delattr__)
tried(int.__add__, 1, 2, 3)

tried(sum, [1], strt=1)
tried(sum, [1], wrong=1)
tried(print, 1, spe=2)
tried([1].sort, kye=1)
tried(int, "1", bas=2)
tried(int.from_bytes, b"", byteordr=1)
tried("a".encode, encodin="x")
tried(ImportError, nam=1)
tried(ImportError, name=1, nam=1)
tried(NameError, nam=1, name=2)
tried(AttributeError, "m", foo=1, obj=2)
tried(AttributeError, "m", foo=1, obj=2, name=3)
