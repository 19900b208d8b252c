# norm: addr
# An error in __del__ is reported and does not stop the burials that follow.
class Bad:
    def __init__(self, n): self.n = n
    def __del__(self): raise ValueError(self.n)
class Good:
    def __del__(self): print("good buried")
items = [Good(), Bad("in list"), Good()]
items = None
print("--", flush=True)
def f():
    a, b, c = Good(), Bad("local"), Good()
    return "result"
print(f(), flush=True)
try:
    raise KeyError("outer")
except KeyError:
    Bad("while handling")
    import sys
    print(repr(sys.exception()), flush=True)
