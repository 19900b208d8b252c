for value in (0, 1, 0.0, "", "x", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, range(0), range(1), b"", b"0"):
    print(repr(value), bool(value), not value)

class Never:
    def __bool__(self):
        return False

class Sized:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n

print(bool(Never()), bool(Sized(0)), bool(Sized(3)))
print(0 or "default", "first" or "second", 0 and 1, 1 and 2, None or 0 or [])
print("yes" if Sized(1) else "no", "yes" if Never() else "no")

class Wrong:
    def __bool__(self):
        return 1

try:
    bool(Wrong())
except TypeError as error:
    print(error)

class Negative:
    def __len__(self):
        return -1

try:
    bool(Negative())
except ValueError as error:
    print(error)
