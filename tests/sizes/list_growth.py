import sys
items = []
last = sys.getsizeof(items)
print(0, last)
for i in range(200):
    items.append(i)
    now = sys.getsizeof(items)
    if now != last:
        print(len(items), now)
        last = now
while items:
    items.pop()
    now = sys.getsizeof(items)
    if now != last:
        print(len(items), now)
        last = now
