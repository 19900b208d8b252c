# Which of several complaints comes first.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def run(source):
    try:
        exec(source)
    except Exception as e:
        print(type(e).__name__, e)


run("x, y = int")
run("x, y = 5")
run("x, *y = int")
run("for a, b in [int]: pass")
b = bytearray(b"abc")
for i, v in [(10, "x"), ("a", 300), (10, 300), (0, 300), (0, "x"), (2**100, 1), (10, 1), (-1, 65)]:
    show(lambda: b.__setitem__(i, v))
print(b)
for s in ((1,), [1], "a", b"a", range(3)):
    show(lambda: s[2**100])


class I(int):
    pass


class F(float):
    pass


class DD(dict):
    pass


class R(int):
    def __mul__(self, other):
        return "mul"


for first, second in [("I(2)", "[1]"), ("F(2)", "[1]"), ("DD()", "[1]"), ("[1]", "F(2)"), ("[1]", "DD()"), ("2.0", "(1,)"),
                      ("{}", "'x'"), ("R(2)", "[1]"), ("[1]", "I(2)"), ("2", "[1]"), ("True", "'ab'"), ("object()", "[1]")]:
    run(f"a = {first}; a *= {second}; print(a)")
    run(f"print({first} * {second})")
