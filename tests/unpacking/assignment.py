a, b = 1, 2
a, b = b, a
print(a, b)
[c, d] = "xy"
(e, (f, g)), h = [1, (2, 3)], 4
print(c, d, e, f, g, h)
first, *rest = range(5)
*init, last = "abcd"
x, *mid, y = [1, 2]
print(first, rest, init, last, x, mid, y)
for i, (j, *k) in enumerate([(1, 2, 3), "ab"]):
    print(i, j, k)
p = q = [0]
p[0], p = 5, "new"
print(p, q)
i = 0
a = [10, 20, 30]
i, a[i] = 1, "changed"
print(i, a)
class Box: pass
box = Box()
box.x, box.y = divmod(17, 5)
print(box.x, box.y)
() = []
[] = ()
for text in ("a, b = 1", "a, b = [1]", "a, b = 1, 2, 3", "a, *b = ()", "a, *b, c = [1]", "a, b = 'abc'", "(a, b), c = 1, 2", "x, = []", "a, b = {1: 2}", "a, b = None"):
    try:
        exec(text)
    except (ValueError, TypeError) as error:
        print(text, "->", type(error).__name__, error)
