a = [1, 2]
b = a
c = a[:]
b.append(3)
print(a, b, c, a is b, a is c)
grid = [[0] * 3] * 2
grid[0][0] = 1
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][0] = 1
print(grid)
def add(item, bag=[]):
    bag.append(item)
    return bag
print(add(1), add(2), add(3, []))
def rebind(x):
    x = x + [99]
    return x
def change(x):
    x += [99]
    return x
mine = [1]
print(rebind(mine), mine, change(mine), mine)
a = [1]
a.append(a)
print(a, a[1] is a, a[1][1][1][0])
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
