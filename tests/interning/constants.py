import sys
def f(): return (1, 2, 3)
def g(): return (1, 2, 3)
print(f() is f(), f() is g())
def h(): return [1, 2, 3]
print(h() is h(), h() == h())
t1 = (1, "a", (2.5, None)); t2 = (1, "a", (2.5, None))
print(t1 is t2)
x = 1.5; y = 1.5
print(x is y)
print(() is tuple(), b"" is bytes(), "" is str(), frozenset() is frozenset())
def k(a): return a in {"x", "y"}
print(k.__code__.co_consts)
def fold(): return 2 * 3 + 4, "a" + "b", -5, 2 ** 10, (1, 2)[0], not True, "x" * 3
print(fold.__code__.co_consts)
def big(): return "x" * 5000
print(len(big()), len(big.__code__.co_consts[-1]) if isinstance(big.__code__.co_consts[-1], str) else "not folded")
print(0.0 is -0.0, 1 is 1.0, (0.0,) is (-0.0,))
print(f.__code__.co_consts, sys.getrefcount(f.__code__.co_consts[1]) > 1)
a = "same text here"
exec("b = 'same text here'")
print(a == b, a is b)
