# ours: CPython has no module heap
# norm: addr
import heap


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


first, second = Node("first"), Node("second")
first.next, second.next = second, first
books = {"nodes": [first, second], "numbers": list(range(500, 1000))}

print(heap.graph(books))
print()
print(heap.graph(second, back=True, depth=2))
print()
print(heap.graph(first, depth=1).dot())
