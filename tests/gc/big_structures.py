# skip: stress-gc a collection at every allocation over large structures takes too long
import gc
class Node:
    __slots__ = ("next", "prev", "value")
    def __init__(self, value): self.value, self.next, self.prev = value, None, None
def ring(n):
    first = last = Node(0)
    for i in range(1, n):
        node = Node(i)
        node.prev, last.next = last, node
        last = node
    last.next, first.prev = first, last
    return first
r = ring(5000)
gc.collect()
node, total = r, 0
for _ in range(5000):
    total += node.value
    node = node.next
print(total, node is r)
del node
r = None
gc.collect()
deep = None
for i in range(100000):
    deep = [deep]
loop = [deep]; loop.append(loop)
del deep, loop
gc.collect()
graph = {i: [] for i in range(200)}
for i in graph:
    for j in range(5):
        graph[i].append(graph[(i * 7 + j * 13) % 200])
print(len(graph))
graph.clear()
print("end", gc.garbage)
