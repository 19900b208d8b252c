class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])
    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: result = result @ base
            base, n = base @ base, n >> 1
        return result
    def __eq__(self, other): return self.rows == other.rows
    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]
    def transpose(self): return Matrix(zip(*self.rows))
    def det(self):
        if len(self.rows) == 1: return self.rows[0][0]
        return sum((-1) ** j * self[0, j] * Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]]).det() for j in range(len(self.rows)))
    def __str__(self):
        width = max(len(str(x)) for r in self.rows for x in r)
        return "\n".join(" ".join(f"{x:>{width}}" for x in r) for r in self.rows)
m = Matrix([[1, 2], [3, 4]])
print(m); print(m @ m); print(m.transpose()); print(m.det(), m ** 0 == Matrix.identity(2))
print((Matrix([[1, 1], [1, 0]]) ** 90)[0, 1])
print(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).det())
class Vector:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __iter__(self): yield from (self.x, self.y)
    def __repr__(self): return f"Vector({self.x}, {self.y})"
    def __hash__(self): return hash((self.x, self.y))
    def __eq__(self, o): return tuple(self) == tuple(o)
v = Vector(3, 4)
print(v + v, 2 * v, v * 0.5, abs(v), [*v], {v: 1}[Vector(3, 4)])
try:
    v * "x"
except TypeError as error:
    print(error)
