class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __enter__(self): return D(self.n + " value")
    def __exit__(self, *exc): print("exit", self.n)
with D("manager") as v:
    print("body")
print("after with")
v = None
with D("unnamed"):
    print("body")
def f():
    with D("returned through"):
        return D("result")
f()
print("--")
def g():
    x = D("x")
    try:
        return x
    finally:
        x = None
        print("finally")
g()
print("--")
with D("one"), D("two"):
    pass
print("--")
try:
    with D("raising"):
        D("temp").nothing
except AttributeError:
    print("handler")
print("end")
