print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate("a", start=-1)))
print(list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])), list(map(int, "123")), list(filter(str.isupper, "aBcD")))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed((1, 2))))
for mode in ([1], [1, 2, 3]):
    try:
        print(list(zip([1, 2], mode, strict=True)))
    except ValueError as error:
        print(error)
a = iter(range(6))
print(list(zip(a, a)))
z = zip([1, 2, 3], [1])
print(list(z), next(z, "done"))
m = map(print, ["lazy"])
print("before"); list(m)
print(list(zip(range(3), map(str, range(3)), filter(None, [0, 1, 2]))))
print(min(enumerate([3, 1, 2]), key=lambda p: p[1]), sorted(zip([2, 1], "ab")))
print(isinstance(zip(), zip), iter(zip()) is not None, type(map(int, [])).__name__)
