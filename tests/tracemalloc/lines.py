# skip: stress-gc every full collection empties the free lists, and who traces sees it
# skip: poison there are no free lists
# Which line is charged: growth, frames of a traceback, generators, calls; totals and the peak.
import tracemalloc


def make():
    return bytearray(5000)


def outer():
    return make()


def grow(n):
    found = []
    for i in range(n):
        found.append(None)
    return found


def stream():
    held = bytearray(3000)
    yield held
    held = bytearray(4000)
    yield held


def lines_of(snapshot, least):
    for stat in snapshot.statistics('lineno'):
        if stat.size >= least and stat.traceback[0].filename == __file__:
            print(stat.traceback[0].lineno, stat.size)


print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_traceback_limit())
tracemalloc.start(10)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_tracemalloc_memory() > 0)
a = outer()
print([frame.lineno for frame in tracemalloc.get_object_traceback(a)])
print(tracemalloc.get_object_traceback(a).total_nframe)
b = [make() for _ in range(3)]
print([[frame.lineno for frame in tracemalloc.get_object_traceback(x)] for x in b])
c = list(map(lambda i: bytearray(2000), range(2)))
print([[frame.lineno for frame in tracemalloc.get_object_traceback(x)] for x in c])
g = stream()
print([frame.lineno for frame in tracemalloc.get_object_traceback(g)])
d = next(g)
print([frame.lineno for frame in tracemalloc.get_object_traceback(d)])
d = next(g)
print([frame.lineno for frame in tracemalloc.get_object_traceback(d)])
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_object_traceback(a))

tracemalloc.start()
grown = grow(10000)
text = 'x' * 50_000
table = {i: None for i in range(5000)}
names = {'k%d' % i: None for i in range(1000)}
numbers = set(range(3000))
pairs = [(None, None)] * 4000
lines_of(tracemalloc.take_snapshot(), 2000)
tracemalloc.clear_traces()
print(tracemalloc.get_traced_memory()[0] < 1000, tracemalloc.get_object_traceback(text))
e = bytearray(100_000)
print(100_000 < tracemalloc.get_traced_memory()[0] < 101_000)
del e
print(tracemalloc.get_traced_memory()[0] < 1000, 100_000 < tracemalloc.get_traced_memory()[1] < 101_000)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < 2000)
e = bytearray(10)
for _ in range(5):
    e += bytes(1000)
f = bytearray(1 << 20)
f.clear()
lines_of(tracemalloc.take_snapshot(), 2000)
tracemalloc.start()
tracemalloc.stop()
tracemalloc.stop()


class Meta:
    def __init__(self):
        self.name = None


tracemalloc.start(3)
many = [Meta() for _ in range(50)]
before = tracemalloc.take_snapshot()
many = many[:25]
more = [Meta() for _ in range(10)]
after = tracemalloc.take_snapshot()
found = [d for d in after.compare_to(before, 'lineno') if d.traceback[0].filename == __file__]
print(sum(t.size for t in before.traces if t.traceback[-1].lineno == 91))
print([(d.traceback[0].lineno, d.size_diff, d.count_diff) for d in found if abs(d.size_diff) > 900])
print(before.traceback_limit, max(len(t.traceback) for t in before.traces))
