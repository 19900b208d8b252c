print(int("42"), int("  -17 "), int("+5"), int("1_000"), int("ff", 16), int("0xff", 16), int("0b101", 0), int("z", 36))
print(int(3.99), int(-3.99), int(True), int(b"12"), int())
print(0xFF, 0o17, 0b11, 1_000_000, 0x_ff)
for value in ("", "abc", "1.5", "0x1", "1__0", "_1", None, [], "12a"):
    try:
        print(int(value))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for args in (("1", 1), ("9", 8), (1, 10)):
    try:
        print(int(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
try:
    str(10 ** 5000)
except ValueError as error:
    print(error)
