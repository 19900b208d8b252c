import sys
size = sys.getsizeof
print(size([1, 2, 3]), size(list((1, 2, 3))), size([i for i in range(3)]), size(list(range(3))), size([0] * 3), size([1, 2] + [3]))
a = [1, 2, 3]
print(size(a), size(a[:]), size(a.copy()), size(a * 2), size(sorted(a)), size(list(a)))
a.extend([4, 5]); print(size(a))
a += [6]; print(size(a))
a.insert(0, 0); print(size(a))
a[2:4] = []; print(size(a))
a.clear(); print(size(a))
b = list("x" * 20); print(size(b))
del b[3:]; print(size(b))
c = [*range(10), 1]; print(size(c))
d = [1]; d.pop(); print(size(d))
e = []; e.extend(range(100)); print(size(e))
f = []; f.extend(i for i in range(100)); print(size(f))
