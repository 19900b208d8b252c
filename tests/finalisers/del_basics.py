class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
class E(D):
    def __del__(self):
        print("E first")
        super().__del__()
a = D("a")
del a
E("e")
def f():
    x, y = D("x"), D("y")
    print("in f")
    return y
z = f()
print("out of f", z.name)
z = None
class Fails:
    def __init__(self): raise ValueError("init")
    def __del__(self): print("del of a half made object")
try:
    Fails()
except ValueError as error:
    print("caught", error)
class New:
    def __new__(cls): raise ValueError("new")
    def __del__(self): print("never")
try:
    New()
except ValueError as error:
    print("caught", error)
i = D("instance")
i.__del__ = lambda: print("instance __del__ is not used")
del i
D.__del__(D("called by hand"))
class Counter:
    alive = 0
    def __init__(self): Counter.alive += 1
    def __del__(self): Counter.alive -= 1
things = [Counter() for _ in range(5)]
print(Counter.alive)
things.pop(); del things[0]
print(Counter.alive)
things = None
print(Counter.alive)
