class Grid:
    def __init__(self, w, h): self.w, self.h, self.cells = w, h, {}
    def __getitem__(self, key):
        if isinstance(key, slice): return f"slice {key.start} {key.stop} {key.step}"
        return self.cells.get(key, ".")
    def __setitem__(self, key, value): self.cells[key] = value
    def __delitem__(self, key): del self.cells[key]
    def __contains__(self, value): return value in self.cells.values()
    def __len__(self): return self.w * self.h
    def __iter__(self):
        for y in range(self.h):
            yield "".join(self[x, y] for x in range(self.w))
g = Grid(3, 2)
g[0, 0] = "#"; g[2, 1] = "@"
print(list(g), len(g), "@" in g, "x" in g, g[1:2], g[::3], bool(g))
del g[0, 0]
print(*g, sep="\n")
try:
    del g[9, 9]
except KeyError as error:
    print(repr(error))
class Old:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(Old()), 20 in Old(), 25 in Old(), sum(Old()), list(reversed([*Old()])))
n = 5
class Rev:
    def __len__(self): return 3
    def __getitem__(self, i): return "abc"[i]
    def __reversed__(self): return iter("custom")
print(list(reversed(Rev())))
for text in ("n[0]", "del (5).x", "(5)[0] = 1", "del [1]['x']", "1 in 5", "len(5)", "iter(object())", "object()[1]"):
    try:
        exec(text)
    except Exception as error:
        print(text, "->", type(error).__name__, error)
