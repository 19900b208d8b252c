import weakref
class C:
    def __init__(self): self.items = [1, 2]
    def hello(self): return "hello"
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __add__(self, other): return ("add", other)
    def __str__(self): return "str of C"
    def __contains__(self, x): return x in self.items
c = C()
p = weakref.proxy(c)
print(p.hello(), len(p), p[0], p + 1, str(p), 2 in p, list(p), bool(p), type(p).__name__)
p.new = 5
print(c.new, isinstance(p, C), p.__class__ is C, type(p) is C)
print(p == c, weakref.proxy(c) is p)
del p.new
print(hasattr(c, "new"))
try:
    hash(p)
except TypeError as error:
    print(error)
del c
for text in ("p.hello()", "len(p)", "p + 1", "str(p)", "p.x"):
    try:
        eval(text)
    except ReferenceError as error:
        print(text, "->", error)
