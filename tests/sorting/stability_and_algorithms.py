data = [(i * 7919 % 13, i) for i in range(60)]
by_first = sorted(data, key=lambda p: p[0])
print(all(by_first[i][0] < by_first[i + 1][0] or by_first[i][1] < by_first[i + 1][1] for i in range(59)))
rev = sorted(data, key=lambda p: p[0], reverse=True)
print(all(rev[i][0] > rev[i + 1][0] or rev[i][1] < rev[i + 1][1] for i in range(59)))
def quick(a):
    if len(a) < 2: return a
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])
def merge_sort(a):
    if len(a) < 2: return a
    m = len(a) // 2
    l, r, out = merge_sort(a[:m]), merge_sort(a[m:]), []
    while l and r:
        out.append(l.pop(0) if l[0] <= r[0] else r.pop(0))
    return out + l + r
def insertion(a):
    a = a[:]
    for i in range(1, len(a)):
        j = i
        while j and a[j - 1] > a[j]:
            a[j - 1], a[j] = a[j], a[j - 1]
            j -= 1
    return a
def heap_sort(a):
    heap = []
    for x in a:
        heap.append(x)
        i = len(heap) - 1
        while i and heap[(i - 1) // 2] > heap[i]:
            heap[(i - 1) // 2], heap[i] = heap[i], heap[(i - 1) // 2]
            i = (i - 1) // 2
    out = []
    while heap:
        heap[0], heap[-1] = heap[-1], heap[0]
        out.append(heap.pop())
        i = 0
        while (c := 2 * i + 1) < len(heap):
            if c + 1 < len(heap) and heap[c + 1] < heap[c]: c += 1
            if heap[i] <= heap[c]: break
            heap[i], heap[c] = heap[c], heap[i]
            i = c
    return out
seed = 12345
def random():
    global seed
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed % 1000
numbers = [random() for _ in range(120)]
print(numbers[:10])
for f in (quick, merge_sort, insertion, heap_sort):
    print(f.__name__, f(numbers) == sorted(numbers))
class Counted:
    n = 0
    def __init__(self, x): self.x = x
    def __lt__(self, o):
        Counted.n += 1
        return self.x < o.x
for shape in ("sorted", "reversed", "equal", "random"):
    xs = {"sorted": range(100), "reversed": range(100, 0, -1), "equal": [1] * 100, "random": numbers[:100]}[shape]
    Counted.n = 0
    sorted(map(Counted, xs))
    print(shape, Counted.n)
