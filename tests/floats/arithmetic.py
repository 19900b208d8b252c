print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 2.0 ** 0.5, 2 ** 0.5)
print(0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3) < 1e-9, 1e308 * 10, -1e308 * 10)
nan = float("nan"); inf = float("inf")
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], inf > 10 ** 400, inf - inf, inf * 0)
print(-0.0 == 0.0, 0.0 * -1, hash(0.0) == hash(-0.0), hash(inf), hash(-inf), hash(0.5), hash(1.5e10))
print(1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53 + 1, 3 < 3.5, 10 ** 20 > 1e19)
print(divmod(-7.5, 2), divmod(7, -2.5), 5 % 3.0)
for text in ("1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "divmod(1.0, 0)", "10.0 ** 400", "int(float('inf'))", "int(float('nan'))", "1.5 << 1", "1.5 & 1"):
    try:
        print(eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
