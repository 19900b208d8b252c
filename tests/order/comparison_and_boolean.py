class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __lt__(self, other): return D(f"({self.n}<{other.n})")
    def __bool__(self): return True
D("a") < D("b") < D("c"); print("chained")
D("x") or D("y"); print("or")
D("x") and D("y"); print("and")
r = D("p") and D("q"); print("kept", r.n); r = None
not D("n"); print("not")
D("then") if D("condition") else D("else"); print("conditional")
if D("if"): print("in if")
while D("while"): print("in while"); break
assert D("assert"), D("message"); print("assert")
f"{D('fstring').n}"; print("fstring")
D("i1") is D("i2"); print("is")
