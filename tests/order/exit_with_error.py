# An uncaught error is printed before the module's objects are released.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, flush=True)
keep = D("global")
def f():
    local = D("local of the frame that raised")
    raise ValueError("uncaught")
print("start", flush=True)
f()
