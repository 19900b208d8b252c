print(2 + 3 * 4 ** 2 // 5 % 7 - -1, -2 ** 2, 2 ** -1, (-2) ** 2, 2 ** 3 ** 2, -2 ** -2)
print(1 + 2 << 3 & 7 | 8 ^ 5, 1 | 2 == 2, (1 | 2) == 2, ~1 + 1, not 1 == 2, not (1 and 0) or 0)
print(1 if 0 else 2 if 0 else 3, (lambda x: x or 5)(0), 5 and 3 or 2, 0 or [] or "last", 1 and 2 and 3)
print(1 < 2 == True, (1 < 2) == True, 1 in [1] in [[1]], "a" "b" * 2, "%d" % 3 * 2, -5 // 2, -(5 // 2), -5 % 3)
x = [1, 2, 3]
print(x[-1] ** 2, -x[0], not x[1:], *x[::-1], x and x[0], [*x, 4][1:][0])
print(3 - 2 - 1, 2 / 4 * 2, 100 // 7 // 2, 7 % 4 % 2, 1 - (2 - 3), 2 ** (1 + 1) ** 2)
y = lambda a, b=2: a + b if b else a
print(y(1), y(1, 0), (y)(2, 3), (lambda: (yield))().__class__.__name__)
print(1 or 1 / 0, 0 and 1 / 0, True or undefined, [i for i in range(5) if i > 1 if i < 4])
print(not not [], 5 == x[1] is not None, 3 > 2 > 1 != 0, "b" > "a" in "abc")
