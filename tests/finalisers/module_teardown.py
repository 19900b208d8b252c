# skip: stress-gc the last collection, at exit, sees the objects in another order then
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, "print still works")
first = D("first")
second = D("second")
_private = D("_private")
table = {"x": D("in a dict"), "y": D("also")}
def f(x=D("default")): pass
class Holder:
    attr = D("class attribute")
a = D("cycle"); a.me = a
import atexit
atexit.register(print, "atexit runs first")
print("end of main")
