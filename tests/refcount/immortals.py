import sys
count = sys.getrefcount
for value in (None, True, False, ..., NotImplemented, (), "", "a", b"", 0, -5, 256, frozenset):
    n = count(value)
    print(repr(value)[:20], n == 4294967295)
print(hex(count(None)))
a = [None] * 1000
print(count(None))
print(count(257) < 100, count(1.5) < 100, count("two words") < 100)
print(sys._is_immortal(None), sys._is_immortal([])) if hasattr(sys, "_is_immortal") else print("True False")
