import sys
s = set()
last = None
for i in range(300):
    now = sys.getsizeof(s)
    if now != last:
        print(len(s), now)
        last = now
    s.add(i)
print(sys.getsizeof({1, 2, 3, 4, 5}), sys.getsizeof(set(range(5))), sys.getsizeof(frozenset(range(10))), sys.getsizeof(s.copy()))
s.clear()
print(sys.getsizeof(s))
