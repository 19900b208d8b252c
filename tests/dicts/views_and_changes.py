# Views as sets, what dict() and update() refuse, and containers changed while somebody walks or sorts them.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


a = {1: 2, 2: 3}
tried(lambda: a.keys() & [1])
tried(lambda: a.keys() | [5])
tried(lambda: a.items() - [(1, 2)])
tried(lambda: a.keys() ^ {1})
tried(lambda: [1] & a.keys())
tried(lambda: a.keys() & 1)
tried(lambda: a.items() & {(1, 2)})
tried(lambda: a.keys().isdisjoint([5]))
tried(lambda: a.keys() < {1, 2, 3})
tried(lambda: a.values() & {1})
tried(lambda: a.items().isdisjoint(5))
tried(lambda: a.keys().mapping)
tried(lambda: a.keys() == [1, 2])
tried(lambda: a.keys() < [1])
tried(lambda: {1} - a.keys())
tried(lambda: a | [1])
tried(a.__ior__, [(1, 2)])
tried(a.update, [1])
tried(a.update, [(1, 2, 3)])
tried(a.update, 5)
tried(a.update, 1, 2)
tried(dict, [1])
tried(dict, ["ab"])
tried(dict, 5)
tried(dict, 1, 2)
tried(lambda: dict(**{1: 2}))
tried(a.pop, 9)
tried(a.popitem)
tried({}.popitem)
tried(dict.fromkeys, 5)
tried(a.setdefault, [])
tried(lambda: a[[]])


def walk(container, change):
    for item in container:
        change(container, item)


tried(walk, {1: 1, 2: 2}, lambda c, x: c.pop(x))
tried(walk, {1: 1, 2: 2}, lambda c, x: c.update({x + 10: 1}))
tried(walk, {1: 1}, lambda c, x: (c.pop(x), c.update({x + 1: 1})))
tried(walk, {1, 2}, lambda c, x: c.add(x + 10))


def grow_while_sorting(items):
    items.sort(key=lambda x: items.append(1))


tried(grow_while_sorting, [1, 2])
tried([1, "a"].sort)
tried([3, 1].sort, reverse="a")
tried([3, 1].sort, key=1)
tried(sorted, [1], reverse=None)
