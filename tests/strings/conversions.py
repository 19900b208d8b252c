print(str(1), str(1.5), str(None), str([1, "a"]), str(b"x"), str(b"x", "utf-8"), str())
print(list("abc"), tuple("abc"), set("a"), sorted("banana"), "".join(sorted("banana")))
class A:
    def __str__(self): return "str form"
    def __repr__(self): return "repr form"
class B:
    def __repr__(self): return "only repr"
class S(str):
    def shout(self): return self.upper() + "!"
print(A(), [A()], str(A()), repr(A()), f"{A()} {A()!r}", "%s %r" % (A(), A()))
print(B(), str(B()))
s = S("hey")
print(s, s.shout(), type(s + "x").__name__, s == "hey", {"hey": 1}[s], type(s.upper()).__name__)
class Bad:
    def __str__(self): return 5
    def __repr__(self): return None
for f in (str, repr, print):
    try:
        f(Bad())
    except TypeError as error:
        print(error)
