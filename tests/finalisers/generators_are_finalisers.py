class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def gen():
    local = D("local")
    try:
        yield 1
    finally:
        print("finally")
g = gen()
print("not started")
del g
g = gen()
next(g)
del g
print("dropped")
for x in gen():
    break
print("after break")
def raising():
    try:
        yield
    except GeneratorExit:
        print("GeneratorExit seen")
        raise
r = raising(); next(r); r = None
def outer():
    try:
        yield from gen()
    finally:
        print("outer finally")
o = outer(); next(o); del o
def resurrect():
    global kept
    try:
        yield
    finally:
        kept = [1]
q = resurrect(); next(q); del q
print(kept)
class Holder: pass
h = Holder()
def holding(h):
    try:
        yield
    finally:
        print("held generator closed")
h.gen = holding(D("argument")); next(h.gen)
del h
print("end")
