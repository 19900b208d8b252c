print(float("1.5"), float(" -2e3 "), float("1_0.5"), float("inf"), float("-Infinity"), float("NaN"), float(), float(7), float(b"2.5"))
for value in ("", "abc", "1,5", "1e", None, []):
    try:
        print(float(value))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (1.5).hex(), float.fromhex("0x1.8p+0"))
print(int(1e20), round(2.5), round(-2.5), round(2.567, 1), round(1e300, 2), round(12345.678, -2))
print((3.7).__int__(), (3.7).__trunc__(), (3.2).__ceil__(), (3.7).__floor__(), (1.5).real, (1.5).imag)
print(.5, 5., 1e3, 1E-3, 1_0.0_1)
