import weakref
class NoWeak: __slots__ = ()
class Weak: __slots__ = ("__weakref__",)
try:
    weakref.ref(NoWeak())
except TypeError as error:
    print(error)
w = Weak()
print(weakref.ref(w)() is w)
class L(list): pass
class I(int): pass
l = L()
print(weakref.ref(l)() is l)
try:
    print(weakref.ref(I(5)))
except TypeError as error:
    print(error)
class MyRef(weakref.ref):
    def __init__(self, obj, callback=None):
        super().__init__(obj, callback)
        self.label = "mine"
m = MyRef(w)
print(m.label, m() is w, m is weakref.ref(w), isinstance(m, weakref.ref))
method = weakref.WeakMethod(l.copy) if False else None
class K:
    def m(self): return "method"
k = K()
r = weakref.ref(k.m)
print(r())
wm = weakref.WeakMethod(k.m)
print(wm()())
del k
print(wm())
