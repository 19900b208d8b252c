class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def outer():
    captured = D("captured")
    dropped = D("dropped")
    return lambda: captured.n
f = outer()
print("made", f())
f = None
def g(x=D("default 1"), *, y=D("keyword default")): pass
del g
print("--")
def deco(fn):
    def wrapper(): return fn()
    wrapper.tag = D("attribute of wrapper")
    return wrapper
@deco
def h(): pass
h = None
print("--")
def counter():
    state = D("state")
    def get(): return state
    def reset():
        nonlocal state
        state = D("reset state")
    return get, reset
get, reset = counter()
reset()
print("reset")
del get
print("one closure left")
del reset
print("end")
