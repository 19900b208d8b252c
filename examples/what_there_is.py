# ours: CPython has no module heap
# norm: addr
import heap


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


shared = "a text that several hold"
chain = None
for i in range(3):
    chain = Node([shared, 1000 + i], chain)

print(heap.memory_usage(chain))
print()

with heap.diff() as change:
    more = [Node(2.5) for i in range(10)]
    del chain
print(change)
print()


@heap.diff
def remember(cache={}):
    cache[len(cache)] = bytearray(100)


remember()
print()


def countdown(n):
    at = [n]
    if n == 0:
        return heap.stack()
    return countdown(n - 1)


print(countdown(1))
