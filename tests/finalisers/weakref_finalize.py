import weakref
class Resource:
    def __init__(self, n): self.n = n
def release(n): print("released", n)
r = Resource(1)
f = weakref.finalize(r, release, 1)
print(f.alive)
del r
print(f.alive, f())
r = Resource(2)
f = weakref.finalize(r, release, 2)
print(f.peek()[1] is release, f())
print(f.alive)
del r
r = Resource(3)
f = weakref.finalize(r, release, 3)
print(f.detach()[2])
del r
kept = Resource(4)
weakref.finalize(kept, release, "at exit")
quiet = weakref.finalize(kept, release, "never")
quiet.atexit = False
print("end")
