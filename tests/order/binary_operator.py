# Operands of an operator are released left, then right.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __add__(self, other): return 5
    def __lt__(self, other): return True
    def __getitem__(self, key): return 5
    def __contains__(self, item): return True
    def __and__(self, other): return 5
D("left") + D("right")
D("smaller") < D("larger")
D("container")[D("key")]
D("member") in D("collection")
x = D("a") & D("b")
print(x)
class R:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class S(R):
    def __radd__(self, other): return other
R("first") + S("second")
print("end")
