class C:
    def m(self, x=0): return (self.name, x)
    name = "C"
c = C()
f = C.__dict__["m"]
print(f.__get__(c, C)(1), f.__get__(c)(2), c.m(3), f(c, 4))
class Like:
    def __init__(self, name): self.name = name
like = Like("other")
like.m = f.__get__(like)
print(like.m(5))
class Callable:
    def __call__(self, *args): return len(args)
class D:
    plain = Callable()
    builtin = len
    native = str.upper
print(D().plain(1, 2), D.builtin("abc"), D().builtin("abcd"))
print("abc".upper.__self__, str.upper("x"), [].append.__self__, type(str.upper).__name__)
bound = {}.get
print(bound("k", "default"))
meths = [x.upper for x in "ab"]
print([m() for m in meths])
try:
    D().native()
except TypeError as error:
    print(error)
class E:
    @staticmethod
    def s(): return "s"
    @classmethod
    def k(cls): return cls.__name__
print(E.__dict__["s"].__get__(None, E)(), E.__dict__["k"].__get__(None, E)(), E.__dict__["s"]())
