import sys
class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self): print("buried", self.name)
a = Noisy("a")
b = a
print("two names", sys.getrefcount(a))
del a
print("one name", sys.getrefcount(b))
b = Noisy("b")
print("rebound")
b = None
print("none")
Noisy("temporary")
print("after temporary")
x = [Noisy("in list")]
x[0] = None
print("overwritten")
d = {"k": Noisy("in dict")}
d["k"] = 1
print("replaced")
d = {"k": Noisy("second dict")}
del d
print("container gone")
def scope():
    n = Noisy("local")
    return 5
print(scope())
n = Noisy("passed")
def take(v):
    v = None
    print("parameter rebound")
take(n)
del n
take(Noisy("only argument"))
print("end")
