# skip: stress-gc the last collection, at exit, sees the objects in another order then
# At exit: exit functions, then the names of the main module: those with one underscore first, then the rest in order.
import atexit, weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
zeta = D("zeta")
_under = D("_under")
alpha = D("alpha")
__dunder = D("__dunder")
zeta = D("zeta again")
ref = weakref.ref(alpha, lambda r: print("callback for alpha"))
def function(): return alpha
class Holder:
    kept = D("class attribute")
holder = [D("list 1"), D("list 2")]
atexit.register(lambda: print("exit function sees", alpha.n))
def generator():
    try:
        yield
    finally:
        print("generator closed at exit")
g = generator(); next(g)
print("end of main")
