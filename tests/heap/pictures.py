# ours: the module heap
# norm: addr
"""Graphs as text, DOT and SVG."""

import heap


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


a, b = Node("first <&>"), Node('quote "')
a.next, b.next = b, a
print(heap.graph(a))
print(heap.graph(b, back=True, depth=1))
print(heap.graph(a, depth=1).dot())
data = [(1, 2.5), {"k": a, 7: {a}}, list(range(1000))]
print(heap.graph(data))
print(heap.graph(a, b, depth=0))
print(heap.graph(a, all=True, depth=1))

many = [[Node(i) for i in range(50)] for j in range(100)]
g = heap.graph(many)
print(len(g.nodes), g.nodes[0].left_out, len(g.text().splitlines()) < 100)
g = heap.graph(many, limit=5000, width=5000, depth=4)
print(len(g.nodes))

svg = heap.graph(data).svg()
print(svg.startswith("<svg xmlns="), svg.endswith("</svg>\n"), svg.count("<rect"), svg.count("<path"))
print("first &lt;&amp;&gt;" in svg, "nan" not in svg, heap.graph(data).svg() == svg)
print(len(heap.graph(many, limit=300, width=50).svg()) > 10000)


def in_frame():
    local = a
    return [edge for edge in heap.graph(local, back=True, depth=1).edges if edge.kind == "local"]


print(in_frame())
