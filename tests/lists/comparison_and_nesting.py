print([1, [2, 3]] == [1, [2, 3]], [[1], [2]] < [[1], [3]], [1, 2, 3] > [1, 2], [] == [], [] != [[]])
nested = [1, [2, [3, [4, [5]]]]]
def flatten(x):
    out = []
    for item in x:
        if isinstance(item, list):
            out.extend(flatten(item))
        else:
            out.append(item)
    return out
print(flatten(nested))
def depth(x):
    return 1 + max((depth(i) for i in x), default=0) if isinstance(x, list) else 0
print(depth(nested), depth([]), depth([[]]))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [[row[i] for row in matrix] for i in range(3)], sum(matrix, []))
class Loud:
    def __init__(self, n): self.n = n
    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n
x, y = Loud(1), Loud(2)
print([x, y] == [x, y])
print([x, y] == [Loud(1), Loud(3)])
print(y in [x, y], [x, y].index(y), [x, x].count(y))
