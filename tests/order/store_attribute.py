# A store to an attribute releases the object's old value inside, then the value, then the owner.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class O(D):
    def __setattr__(self, name, value):
        if name == "n": object.__setattr__(self, name, value)
        else: print("set", name)
D("owner").attr = D("value")
O("owner").attr = D("value")
o = D("o")
o.attr = D("old")
o.attr = D("new")
print("replaced")
del o.attr
print("deleted")
D("reader").n
del o
