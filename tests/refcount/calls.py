import sys
count = sys.getrefcount
def plain(a): return count(a)
def two(a, b): return count(a)
def star(*args): return count(args[0]), count(args)
def kw(**kwargs): return count(kwargs["a"])
def default(a=[]): return count(a)
x = []
print(count(x), plain(x), two(x, x), star(x), kw(a=x), default())
print(plain([]), plain(x), (lambda a: count(a))(x))
class C:
    def m(self): return count(self)
    @classmethod
    def k(cls): return None
    @property
    def p(self): return count(self)
c = C()
print(count(c), c.m(), c.p, C.m(c), C().m())
m = c.m
print(count(c), m())
del m
def local():
    a = []
    b = a
    return count(a)
print(local())
def returns(a): return a
print(count(returns(x)), count(x))
def nested(a):
    return plain(a)
print(nested(x))
