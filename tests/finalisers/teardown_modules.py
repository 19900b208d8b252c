# skip: stress-gc the last collection, at exit, sees the objects in another order then
import _keeps
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
main_first = D("main")
_keeps.held = D("held by the other module")
print("end of main")
