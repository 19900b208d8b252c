class A:
    def __init__(self): self.log = ["A.init"]
    def m(self): return "A.m"
    @classmethod
    def make(cls): return cls.__name__
    @property
    def p(self): return "A.p"
class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B.init")
    def m(self): return super(B, self).m() + " B.m"
    @classmethod
    def make(cls): return "made " + super().make()
    @property
    def p(self): return super().p + " B.p"
    def missing(self): return super().nothing
b = B()
print(b.log, b.m(), B.make(), b.p, super(B, b).m(), super(B, B).make())
try:
    b.missing()
except AttributeError as error:
    print(error)
def outside(self): return super().m()
B.outside = outside
try:
    b.outside()
except RuntimeError as error:
    print(error)
try:
    super(B, 5).m
except TypeError as error:
    print(error)
print(repr(super(B, b)).split(",")[0])
class C(B):
    def m(self):
        f = lambda: super().m if False else super(C, self).m()
        return f()
print(C().m())
