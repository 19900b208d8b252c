import gc
class D:
    made = 0
    def __init__(self, *held): self.held = held; D.made += 1; self.n = D.made
    def __del__(self):
        gc.collect()
        print("del", self.n)
D(D(), D(D()))
def f():
    a, b = D(), D()
    a.peer = b
    raise ValueError
try:
    f()
except ValueError as error:
    print("handler")
lst = [D() for _ in range(4)]
lst[1:3] = []
lst.sort(key=lambda d: -d.n)
lst.clear()
d = {i: D() for i in range(3)}
d[1] = D()
d.clear()
x = D(); x.me = x
del x
gc.collect()
t = (D(), [D()], {"k": D()})
t = None
print("end", D.made)
