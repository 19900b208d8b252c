class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def maker():
    shared = D("shared")
    def reader(): return shared.n
    def clearer():
        nonlocal shared
        shared = None
    return reader, clearer
r, c = maker()
print(r())
c()
print("cleared")
try:
    r()
except AttributeError as error:
    print(error)
def loop():
    out = []
    for d in [D(1), D(2)]:
        def show(): return d.n
        out.append(show)
    return out
shows = loop()
print([s() for s in shows])
shows = None
print("--")
def recursive():
    keep = D("in a cycle of a function and its cell")
    def me(n): return keep.n if n == 0 else me(n - 1)
    return me(3)
print(recursive())
import gc
gc.collect()
print("collected")
def default_and_cell(x=D("default")):
    y = D("cell")
    return lambda: (x, y)
f = default_and_cell()
del default_and_cell
print("function gone")
del f
print("end")
