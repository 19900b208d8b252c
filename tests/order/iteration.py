class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
for d in [D(1), D(2)]: print("body", d.n)
print("loop over"); d = None
def gen():
    for i in range(3):
        yield D(f"yielded {i}")
for d in gen(): print("have", d.n)
print("exhausted"); del d
for d in (D(f"expr {i}") for i in range(2)): pass
print("--"); del d
a, b = D("a"), D("b")
a, b = b, a
print("swapped"); del a, b
first, *rest = [D("u1"), D("u2"), D("u3")]
print("unpacked"); del first; rest = None
[d for d in [D("c1"), D("c2")]]
print("comprehension")
sum(d.n for d in [D(10), D(20)])
print("--")
list(map(lambda d: d.n, [D("map 1"), D("map 2")]))
print("--")
x = [D("it")]
it = iter(x)
del x
print("iterator holds it")
next(it)
print("taken")
next(it, None)
print("exhausted")
for i in [D("broken 1"), D("broken 2")]: break
print("after break"); del i
