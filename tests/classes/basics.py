class Dog:
    """A dog."""
    kind = "canine"
    def __init__(self, name, tricks=()):
        self.name = name
        self.tricks = list(tricks)
    def add(self, trick):
        self.tricks.append(trick)
        return self
    def __repr__(self):
        return f"Dog({self.name!r})"
d = Dog("Rex").add("sit").add("roll")
e = Dog("Ace")
print(d, d.tricks, e.tricks, d.kind, Dog.kind)
e.kind = "wolf"
print(e.kind, d.kind, e.__dict__)
Dog.kind = "hound"
print(d.kind, e.kind)
print(Dog.__name__, Dog.__doc__, Dog.__module__, type(d) is Dog, d.__class__.__name__, isinstance(d, Dog))
print(Dog.add(d, "beg") is d, d.tricks)
bound = d.add
bound("spin")
print(len(d.tricks), Dog.__dict__["kind"], "add" in Dog.__dict__, [k for k in vars(Dog) if not k.startswith("__")])
print(Dog.__bases__, Dog.__mro__, object.__bases__)
Dog.bark = lambda self: self.name + " says woof"
print(e.bark(), Dog)
class Empty: pass
try:
    Dog()
except TypeError as error:
    print(error)
try:
    Empty().x
except AttributeError as error:
    print(error)
try:
    Empty.x
except AttributeError as error:
    print(error)
