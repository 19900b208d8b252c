class Vec:
    def __init__(self, *xs): self.xs = xs
    def __format__(self, spec):
        return "<" + ", ".join(format(x, spec) for x in self.xs) + ">"
print(f"{Vec(1.5, 2.25)} {Vec(1.5, 2.25):.1f} {Vec(10, 20):x}")
print("{:>4}".format(Vec(1, 2)), format(Vec(3), "03d"))
class Bad:
    def __format__(self, spec): return 42
try:
    f"{Bad()}"
except TypeError as error:
    print(error)
rows = [("apple", 1.2, 10), ("banana", 0.25, 150), ("cherry", 12.5, 3)]
print(f"{'item':<10}{'price':>8}{'count':>7}{'total':>10}")
for item, price, count in rows:
    print(f"{item:<10}{price:>8.2f}{count:>7}{price * count:>10,.2f}")
print("-" * 35)
print(f"{'sum':<10}{sum(p * c for _, p, c in rows):>25,.2f}")
