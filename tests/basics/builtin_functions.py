print(abs(-3), abs(-2.5))
print(divmod(17, 5), divmod(-17, 5), divmod(7.5, 2))
print(pow(2, 10), pow(3, -1), pow(7, 2, 5), pow(3, -1, 7))
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-0.5))
print(min(3, 1, 2), max([4, 9, 2]), min("b", "a"), max([], default="none"))
print(min([3, -5, 2], key=abs), max("a", "bbb", "cc", key=len))
print(sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []), sum(range(5), 100))
print(any([]), all([]), any([0, "x"]), all([1, 0]))
print(chr(65), ord("A"), chr(8364), ord("€"))
print(bin(10), oct(64), hex(255), hex(-255))
print(callable(len), callable(3), callable(int))
print(isinstance(True, int), isinstance(1, (str, int)), issubclass(bool, int), issubclass(int, object))
print(repr("a'b"), ascii("é€"), format(3.14159, ".2f"), format(255, "#x"))
print(list(reversed([1, 2, 3])), sorted([3, 1, 2]), sorted("hello", reverse=True))
print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"))
for call in (lambda: min([]), lambda: abs("x"), lambda: ord("ab"), lambda: chr(-1), lambda: sum(["a"]), lambda: len(5),
             lambda: round("x"), lambda: max(1), lambda: pow(2, 3, 0), lambda: sum(["a"], "")):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
