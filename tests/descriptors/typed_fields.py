class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner): return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.name, value)
class Person:
    name = Typed(str)
    age = Typed(int)
    def __init__(self, name, age): self.name, self.age = name, age
p = Person("Ada", 36)
print(p.name, p.age, sorted(p.__dict__))
for bad in ((1, 2), ("x", "y")):
    try:
        Person(*bad)
    except TypeError as error:
        print(error)
class cached:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        print("computing")
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class Data:
    def __init__(self, n): self.n = n
    @cached
    def total(self): return sum(range(self.n))
d = Data(100)
print(d.total, d.total)
