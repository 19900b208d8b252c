"""Who asked for this memory? tracemalloc keeps the answer beside every block."""

import tracemalloc


class Fish:
    def __init__(self, name):
        self.name = name


def catch(n):
    return [Fish('fish %d' % i) for i in range(n)]


tracemalloc.start(5)
before = tracemalloc.take_snapshot()
net = catch(1000)
lake = bytearray(100_000)
after = tracemalloc.take_snapshot()

print('What grew, by line of this file:')
here = tracemalloc.Filter(True, __file__)
for diff in after.filter_traces([here]).compare_to(before.filter_traces([here]), 'lineno'):
    if diff.size_diff > 10_000:
        print('  line', diff.traceback[0].lineno, diff.size_diff // 1000, 'kB')

print('Who made the last fish:')
for frame in tracemalloc.get_object_traceback(net[-1]):
    print('  line', frame.lineno)

held = tracemalloc.get_traced_memory()[0]
del lake
print('The lake took', (held - tracemalloc.get_traced_memory()[0]) // 1000, 'kB; the peak remembers it:',
      tracemalloc.get_traced_memory()[1] >= held)
tracemalloc.stop()
print(tracemalloc.get_traced_memory())
