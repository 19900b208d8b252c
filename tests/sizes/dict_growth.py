import sys
d = {}
last = None
for i in range(400):
    now = sys.getsizeof(d)
    if now != last:
        print(len(d), now)
        last = now
    d[i] = i
for i in range(400):
    del d[i]
print(len(d), sys.getsizeof(d))
d[1] = 1
print(sys.getsizeof(d))
d.clear()
print(sys.getsizeof(d), sys.getsizeof({}))
for n in (1, 5, 6, 10, 11, 50):
    print(n, sys.getsizeof({i: i for i in range(n)}), sys.getsizeof(dict.fromkeys(range(n))), sys.getsizeof({str(i): i for i in range(n)}), sys.getsizeof(dict(zip(range(n), range(n)))))
print(sys.getsizeof({"a": 1, "b": 2}), sys.getsizeof({1: 1, "b": 2}), sys.getsizeof({"a": 1}.copy()), sys.getsizeof({**{"a": 1}}))
