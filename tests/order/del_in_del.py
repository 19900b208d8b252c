# What a finaliser drops is buried inside it.
class D:
    def __init__(self, n, child=None): self.n, self.child = n, child
    def __del__(self):
        print("begin", self.n)
        self.child = None
        print("end", self.n)
D("outer", D("middle", D("inner")))
print("--")
class E:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n)
        if self.n > 0:
            E(self.n - 1)
            print("back in", self.n)
E(3)
print("--")
class F:
    items = []
    def __del__(self):
        print("F clears")
        F.items.clear()
class G:
    def __init__(self, n): self.n = n
    def __del__(self): print("G", self.n)
F.items = [G(1), F(), G(2)]
F.items.pop(1)
print("end")
