print((255).bit_length(), (255).bit_count(), (-5).bit_count(), (0).bit_length())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xff", "little", signed=True))
print((3).numerator, (3).denominator, (3).real, (3).imag, (3).conjugate(), (7).as_integer_ratio(), (5).is_integer())
print((5).__add__(3), (5).__add__("x"), (5).__radd__(1), int.__mul__(3, 4))
try:
    (300).to_bytes(1, "big")
except OverflowError as error:
    print(error)
print(True + True, True * 10, isinstance(True, int), str(True), int(False), True == 1, isinstance(False, bool))
print(bool.__mro__, True & False, True | False, True ^ True, ~False)
class Age(int):
    def __repr__(self):
        return f"Age({int(self)})"
a = Age(30)
print(a, a + 1, type(a + 1).__name__, a == 30, [a], {30: "x"}[a])
class Index:
    def __index__(self):
        return 3
print([10, 20, 30, 40][Index()], range(Index()), hex(Index()), int(Index()))
