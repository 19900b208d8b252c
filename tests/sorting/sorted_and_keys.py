words = ["banana", "Apple", "cherry", "apple", "Banana"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, reverse=True))
people = [("Ada", 36), ("Bob", 25), ("Cyd", 36), ("Dan", 25)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0])), sorted(people, key=lambda p: p[1], reverse=True))
print(sorted([3, 1.5, True, -2]), sorted([[2], [1, 5], [1]]), sorted([(1, "b"), (1, "a")]), sorted({3, 1, 2}), sorted({"b": 1, "a": 2}), sorted("hello"))
a = [5, 2, 9]
print(a.sort(), a, sorted(a, key=lambda x: -x), a)
a.sort(key=lambda x: x % 3, reverse=True); print(a)
for bad in ([1, "a"], [None, 1], [{}, {}], [1j, 2j], [[1], ["a"]]):
    try:
        sorted(bad)
    except TypeError as error:
        print(error)
class K:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __repr__(self): return f"K{self.n}"
print(sorted([K(3), K(1), K(2)]), min(K(2), K(1)), max([K(2), K(5)], key=lambda k: -k.n))
def failing(x):
    if x == 2: raise ValueError("key failed")
    return x
b = [3, 2, 1]
try:
    b.sort(key=failing)
except ValueError as error:
    print(error, b)
print(sorted([True, False, 2, 0]), sorted([0.0, -0.0, float("inf"), -1]))
