class Money:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"Money({self.n})"
    def __add__(self, other):
        if isinstance(other, Money): return Money(self.n + other.n)
        if isinstance(other, int): return Money(self.n + other)
        return NotImplemented
    __radd__ = __add__
    def __neg__(self): return Money(-self.n)
    def __eq__(self, other): return isinstance(other, Money) and self.n == other.n
    def __lt__(self, other):
        if isinstance(other, Money): return self.n < other.n
        return NotImplemented
    def __int__(self): return self.n
    def __float__(self): return float(self.n)
    def __round__(self, digits=None): return ("rounded", digits)
print(Money(1) + Money(2), Money(1) + 5, 5 + Money(1), sum([Money(1), Money(2)]), -Money(3))
print(Money(1) == Money(1), Money(1) != Money(2), Money(1) == 1, Money(1) < Money(2), Money(1) > Money(2))
print(int(Money(7)), float(Money(7)), round(Money(7)), round(Money(7), 2))
for text in ("Money(1) + 'x'", "'x' + Money(1)", "Money(1) < 3", "3 < Money(1)", "Money(1) - 1", "~Money(1)", "Money(1) >= Money(1)", "hash(Money(1))"):
    try:
        print(eval(text))
    except TypeError as error:
        print(text, "->", error)
