# differs: an attribute that was deleted and set again dies in the order of its setting
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
class O: pass
o = O(); o.x, o.y, o.z = D("x"), D("y"), D("z"); del o; print("first to last")
o = O(); o.x, o.y = D("x"), D("y"); del o.x; o.x = D("x again"); del o; print("slot of the class's keys")
o = O(); o.__dict__["q"] = D("q"); o.x = D("x"); o = None; print("through __dict__")
