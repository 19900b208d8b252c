# While children are buried, a weakref to the parent already reads as dead.
import weakref
class Parent: pass
class Child:
    def __init__(self, n): self.n = n
    def __del__(self): print("child", self.n, "sees parent:", ref() and "alive")
p = Parent()
p.first, p.second = Child(1), Child(2)
ref = weakref.ref(p)
del p
class L(list): pass
l = L([Child("in list")])
ref = weakref.ref(l)
del l
def gen():
    held = Child("generator local")
    yield
g = gen(); next(g)
ref = weakref.ref(g)
del g
class WithDel:
    def __del__(self): print("__del__ sees itself:", ref() is self)
w = WithDel()
w.child = Child("after __del__")
ref = weakref.ref(w)
del w
s = {Child("in set")}
ref = weakref.ref(s)
del s
def f(): pass
f.attr = Child("function attribute")
ref = weakref.ref(f)
del f
