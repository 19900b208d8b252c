# round() of every kind of number and place, sum() with compensation, and what texts are numbers.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for number in (2.5, 3.5, -2.5, 2.675, 1e22, 15, 25, -15, 12345, 2**70):
    for places in (None, 0, 1, 2, -1, -2, -30, -400, 400, "x", 1.5):
        tried(round, number, places)

for numbers in (
    [1.0, 1e100, 1.0, -1e100],
    [0.1] * 10,
    [1, 2.5, 3],
    [1e308, 1e308, -1e308],
    [float("inf"), 1],
    [1j, 0.1, 0.2],
    [0.1, 1j],
):
    tried(sum, numbers)
tried(sum, ["a"], "")
tried(sum, [b"a"], b"")
tried(sum, [bytearray()], bytearray())
tried(sum, [[1]], [])
tried(sum, [1], start=2.5)

tried(int, "9" * 4301)
tried(str, 10**4301)
for text in (" \u0663_\u0664 ", b"12", b"1\x00", "1\x00", b"\xff", "x" * 300):
    tried(int, text)
for text in ("\u0663.\u0664e1", "1_0.0_1", "1__0", " inf\n", "infinit", "", b"1.5", bytearray(b"x")):
    tried(float, text)
for text in ("1+j", " (1-2j) ", "1+2", "nan+infj", "1_0j"):
    tried(complex, text)
tried(complex, 1j, 2j)
tried(complex, "1", 2)
tried(complex, 1, "2")
tried(complex, imag=2.0)
