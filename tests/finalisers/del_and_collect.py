# skip: stress-gc collections at other points give other figures
import gc
gc.disable()
class Node:
    def __init__(self, name): self.name, self.other = name, None
    def __del__(self):
        print("del", self.name, "collect inside:", gc.collect())
a, b = Node("a"), Node("b")
a.other, b.other = b, a
del a, b
print("outer collect", gc.collect())
for i in range(3):
    Node(i)
chain = None
for i in range(4):
    n = Node(f"c{i}"); n.other = chain; chain = n
del n
chain = None
items = [Node("i1"), Node("i2")]
del items
print(gc.collect())
