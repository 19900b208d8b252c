r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 8 in r, 9 in r, 8.0 in r, "x" in r, r.index(11), r.count(5))
print(r.start, r.stop, r.step, r == range(2, 19, 3), range(0) == range(5, 5), hash(range(3)) == hash(range(0, 3)), bool(range(0)))
print(list(range(5, 0, -2)), list(range(-3)), range(10)[2:8:3], range(10 ** 20)[10 ** 19], len(range(10 ** 15)), 10 ** 15 in range(10 ** 16))
print(sum(range(101)), list(range(True, 4)), max(range(3)), [*reversed(range(0, 7, 3))])
for text in ("range(3)[5]", "range(1, 2, 0)", "range(1.0)", "range()", "range(3).index(9)", "len(range(10 ** 30))", "range(3)['x']", "range(3) < range(4)"):
    try:
        print(eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
it = iter(range(3)); next(it)
print(list(it), range(3).__contains__(1))
