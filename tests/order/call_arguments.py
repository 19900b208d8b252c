class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def m(self, *args): print("method runs")
    def __call__(self, arg): print("call runs")
def f(*args): print("f runs")
def g(a, b): print("g runs")
f(D(1), D(2)); print("--")
g(D("a"), D("b")); print("--")
g(b=D("b"), a=D("a")); print("--")
D("self").m(D("arg")); print("--")
D("callee")(D("arg")); print("--")
len([D("in a native call")]); print("--")
print(isinstance(D("x"), D)); print("--")
g(*[D("s1"), D("s2")]); print("--")
g(**{"a": D("k1"), "b": D("k2")}); print("--")
class C:
    def __init__(self, held): self.held = held
C(D("init argument")); print("--")
print([D("e1")].index, "x") if False else print("skipped")
[D("elem")].append(D("appended")); print("--")
max(D("m1"), D("m2"), key=lambda d: d.n); print("--")
{}.get(D("key"), D("default")); print("--")
str(D("to str").n); print("end")
