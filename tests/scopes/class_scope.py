class C:
    n = 3
    double = n * 2
    def method(self):
        try:
            return n
        except NameError as error:
            return str(error)
    squares = [i * i for i in range(n)]
    try:
        bad = [n for _ in range(1)]
    except NameError as error:
        bad = "unseen"
    if n > 2:
        big = True
    for k in range(2):
        exec(f"made_{k} = {k}")
    del k
print(C.double, C().method(), C.squares, C.bad, C.big, C.made_1, hasattr(C, "k"))
class Outer:
    x = 1
    class Inner:
        try:
            y = x
        except NameError as error:
            y = str(error)
print(Outer.Inner.y, Outer.Inner.__qualname__)
class Mangled:
    __secret = 42
    def __init__(self): self.__own = 1
    def get(self): return self.__secret, self.__own
m = Mangled()
print(m.get(), sorted(m.__dict__), Mangled._Mangled__secret)
try:
    m.__secret
except AttributeError as error:
    print(error)
