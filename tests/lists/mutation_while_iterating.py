a = [1, 2, 3, 4]
for x in a:
    if x < 3:
        a.remove(x)
print(a)
a = [1, 2, 3]
for x in a:
    if len(a) < 6:
        a.append(x * 10)
print(a)
it = iter(a)
next(it)
a.clear()
print(list(it))
a.extend([1, 2, 3])
print(list(it))
d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as error:
    print(error)
d = {1: 1, 2: 2}
try:
    for k in d:
        del d[k]
        d[k + 5] = 1
except RuntimeError as error:
    print(error)
s = {1, 2}
try:
    for k in s:
        s.add(k + 10)
except RuntimeError as error:
    print(error)
try:
    [3, 1, 2].sort(key=lambda x: a.append(x) or x)
    b = [3, 1, 2]
    b.sort(key=lambda x: b.append(x) or x)
except ValueError as error:
    print(error)
