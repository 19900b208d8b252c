a = list(range(10))
print(a[2:5], a[::3], a[::-1], a[-3:], a[:0], a[5:1:-2])
a[2:5] = ["x"]; print(a)
a[1:1] = [100, 200]; print(a)
a[::2] = [0] * len(a[::2]); print(a)
a[:] = [1, 2, 3]; print(a)
a[5:] = [9]; print(a)
a[0:2] = a; print(a)
del a[::2]; print(a)
del a[:]; print(a)
b = [1, 2, 3, 4]
b[1:3] = (x * x for x in range(4)); print(b)
b[-1:] = ""; print(b)
for text in ("b[::2] = [1]", "b[0:1] = 5", "b[9] = 1", "b['x'] = 1", "del b[9]", "b[::0]"):
    try:
        exec(text)
    except Exception as error:
        print(text, "->", type(error).__name__, error)
