import sys
def gen(value):
    yield sys.getrefcount(value)
    local = value
    yield sys.getrefcount(value)
    del local
    yield sys.getrefcount(value)
x = object()
g = gen(x)
print(sys.getrefcount(x), *g, sys.getrefcount(x))
g = gen(x)
next(g)
print(sorted(g.gi_frame.f_locals), g.gi_frame.f_lineno, sys.getrefcount(x), sys.getrefcount(g))
g.close()
print(g.gi_frame, sys.getrefcount(x))
class D:
    def __del__(self): print("buried")
def hold():
    d = D()
    yield 1
    print("resumed")
    yield 2
h = hold(); next(h)
print("suspended")
next(h)
h.close()
print("closed")
def pass_through():
    got = yield
    while got is not None:
        got = yield got
p = pass_through(); next(p)
p.send(D())
print("the generator holds what it was sent")
try:
    p.send(None)
except StopIteration:
    print("stopped")
def finishing():
    d = D()
    return (yield d)
f = finishing()
next(f)
try:
    f.send("value")
except StopIteration as stop:
    print(stop.value)
