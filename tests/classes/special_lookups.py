# Special methods are looked up on the type, never on the instance.
class C:
    def __init__(self):
        self.__len__ = lambda: 5
        self.__getitem__ = lambda i: i
        self.__eq__ = lambda o: True
        self.__repr__ = lambda: "instance repr"
        self.__add__ = lambda o: "sum"
        self.__bool__ = lambda: False
        self.__hash__ = lambda: 1
        self.__iter__ = lambda: iter([1])
c = C()
for text in ("len(c)", "c[0]", "c + 1", "list(c)", "with_it(c)", "c < c", "-c", "c()", "int(c)", "c in c", "next(c)", "reversed(c)", "round(c)", "abs(c)", "c[0:1]"):
    try:
        print(text, eval(text))
    except (TypeError, NameError) as error:
        print(text, "->", error)
print(c == C(), bool(c), repr(c) == "instance repr")
class Meta(type):
    def __len__(cls): return 42
    def __getitem__(cls, key): return f"{cls.__name__}[{key}]"
    def __iter__(cls): return iter("meta")
    def __contains__(cls, x): return x == "in"
    def __repr__(cls): return f"<{cls.__name__} by Meta>"
    def __bool__(cls): return False
    def __add__(cls, other): return "class sum"
    def __instancecheck__(cls, obj): return obj == 5
    def __subclasscheck__(cls, sub): return sub is int
class K(metaclass=Meta): pass
print(len(K), K["x"], list(K), "in" in K, K, bool(K), K + 1, isinstance(5, K), issubclass(int, K), issubclass(str, K))
class Typed:
    def __class_getitem__(cls, item): return f"{cls.__name__} of {item!r}"
print(Typed["int"], Typed[1, 2])
class None_:
    __iter__ = None
    __contains__ = None
    __hash__ = None
for text in ("iter(None_())", "1 in None_()", "hash(None_())"):
    try:
        eval(text)
    except TypeError as error:
        print(text, "->", error)
