# skip: stress-gc collects the garbage before the end
import atexit, gc
gc.disable()
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = D("cycle a"); b = D("cycle b")
a.o, b.o = b, a
plain = D("plain")
garbage = D("garbage before exit"); garbage.me = garbage
del garbage
atexit.register(print, "exit function")
print("end of main")
