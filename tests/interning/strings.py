import sys
a = "hello"; b = "hello"
print(a is b)
c = "".join(["he", "llo"])
print(c == a, c is a, sys.intern(c) is a)
d = "hello world!"; e = "hello world!"
print(d is e)
f = "hello" + " world!"
print(f is d)
def joined(x): return x + " world!"
print(joined("hello") is d, joined("hello") == d)
print("a" * 3 is "aaa", chr(97) is "abc"[0], "x"[0:1] is "x", str(1) is str(1), "ab"[::1] is not None)
g = sys.intern(joined("bye")); h = sys.intern(joined("bye"))
print(g is h, sys.intern(g) is g)
class C: attribute_name = 1
print(list(C.__dict__)[1] == "attribute_name" or "attribute_name" in C.__dict__)
name = "".join(["attribute", "_", "name"])
print([k for k in vars(C) if k == name][0] is name, [k for k in vars(C) if k == name][0] is sys.intern(name))
try:
    sys.intern(b"bytes")
except TypeError as error:
    print(error)
try:
    class S(str): pass
    sys.intern(S("x"))
except TypeError as error:
    print(error)
print(str(a) is a, "".join([a]) is a, a[:] is a, a.replace("z", "y") is a, a.strip() is a, f"{a}" is a, "%s" % a is a, a + "" is a)
