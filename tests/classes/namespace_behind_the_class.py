# A class's namespace that is changed behind its back: what was remembered of it is asked for anew.
import gc
class C:
    x = [1]
    def m(self): return 'm'
c = C()
def rx(o): return o.x
def rm(o): return o.m()
print([rx(c) for _ in range(3)], [rm(c) for _ in range(3)])
d = [q for q in gc.get_referents(C.__dict__) if type(q) is dict][0]
for i in range(100):
    d['k%d' % i] = (i,)
junk = [{'a': i, 'b': i, 'c': (i,)} for i in range(100)]
print(rx(c), rm(c))
C.y = 3
print(c.y, rx(c), rm(c))

# A descriptor that gives itself is asked each time.
log = []
class D:
    def __get__(self, obj, owner=None):
        log.append(obj is None)
        return self
class E: d = D()
def rd(o): return o.d
for i in range(4): rd(E())
for i in range(4): rd(E)
print(log)
class F: pass
class G: f = F()
g = G()
print([rd2 is G.f for rd2 in [(lambda o: o.f)(g) for _ in range(3)]])
