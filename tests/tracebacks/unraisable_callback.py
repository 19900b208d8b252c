# norm: addr
import weakref
class C: pass
def callback(ref):
    raise KeyError("in the callback")
c = C()
r = weakref.ref(c, callback)
del c
print("on")
