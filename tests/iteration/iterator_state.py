# What iterators tell of themselves, and how they are wound back.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def plain(value):
    return type(value).__name__ if hasattr(value, "__next__") or callable(value) else value


iterators = (
    iter([1, 2]),
    iter((1, 2)),
    iter("ab"),
    iter(b"ab"),
    iter(range(3)),
    iter({1: 2}),
    iter({1}),
    iter({1: 2}.values()),
    iter(range(2**70)),
    iter(lambda: 1, 1),
    reversed([1, 2]),
    reversed((1, 2)),
    reversed({1: 2}),
    enumerate([1]),
    zip([1]),
    zip([1], strict=True),
    filter(None, [1]),
)
for it in iterators:
    print(type(it).__name__)
    tried(next, it)
    tried(lambda: it.__length_hint__())
    tried(lambda: [[plain(v) for v in part] if isinstance(part, tuple) else part for part in it.__reduce__()[1:]])
    tried(lambda: it.__setstate__(0))
    if "longrange" not in type(it).__name__:
        tried(list, it)
