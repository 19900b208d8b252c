class Raises:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        if self.n == 3 or o.n == 3: raise ValueError("three")
        return self.n < o.n
    def __repr__(self): return str(self.n)
a = [Raises(n) for n in (5, 3, 1)]
try:
    a.sort()
except ValueError as error:
    print(error, sorted(x.n for x in a))
class Random:
    state = 1
    def __lt__(self, o):
        Random.state = Random.state * 1103515245 % 2 ** 31
        return Random.state & 1 == 1
items = [Random() for _ in range(50)]
print(len(sorted(items)), set(map(id, sorted(items))) == set(map(id, items)))
class Sees:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        seen.append(len(data))
        return self.n < o.n
seen = []
data = [Sees(2), Sees(1), Sees(3)]
data.sort()
print(set(seen), [s.n for s in data])
class Frees:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        other.clear()
        return self.n < o.n
    def __del__(self): buried.append(self.n)
buried = []
other = [Frees(3), Frees(1), Frees(2)]
other.sort()
print([x.n for x in other], buried)
class Adds(Frees):
    def __lt__(self, o):
        other.append(self)
        return self.n < o.n
other = [Adds(3), Adds(1), Adds(2)]
try:
    other.sort()
except ValueError as error:
    print(error, [x.n for x in other])
print(sorted([2, 1], key=lambda x: 0), min([3, 1], key=lambda x: -x))
try:
    sorted([1, 2], key=lambda x: 1 / 0)
except ZeroDivisionError as error:
    print(error)
