a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.insert(100, 7); a.insert(-1, 8)
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(3); print(a, a.index(2), a.count(2))
a.sort(); print(a); a.reverse(); print(a)
b = a.copy(); b.clear(); print(a, b)
print([1] + [2], [0] * 3, 2 in [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0])
a.extend("xy"); a += (1, 2); print(a)
a *= 2; print(len(a)); a *= 0; print(a)
print(list(range(3)), list("ab"), list({"k": 1}), list())
for call in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1][1], lambda: list((1,))["a"], lambda: [] + (), lambda: [1] * 1.5,
             lambda: [1].pop(5), lambda: [1, "a"].sort(), lambda: [1] < [""], lambda: [1].append(), lambda: [1].insert(0), lambda: list(5)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
