print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3)
print(7 / 2, 6 / 3, 2 ** 10, 2 ** -1, (-2) ** 3, -2 ** 2, 0 ** 0)
print(1 << 40, 1 << 100, -1 >> 3, 2 ** 100 >> 98, ~5, ~-1)
print(6 & 3, 6 | 3, 6 ^ 3, -1 & 0xFF, -256 | 1)
print(+5, -5, - -5, +True, -True, ~True)
for a in (17, -17):
    for b in (5, -5):
        print(a, b, a // b, a % b, divmod(a, b), (a // b) * b + a % b == a)
for text in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "1 << -1", "1 >> -1", "0 ** -1", "1.0 // 0", "1.0 % 0"):
    try:
        print(eval(text))
    except (ZeroDivisionError, ValueError) as error:
        print(text, "->", type(error).__name__, error)
