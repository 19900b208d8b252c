# A child is wholly buried, with all below it, before its sibling is touched.
class N:
    def __init__(self, name, *children): self.name, self.children = name, children
    def __del__(self): print("del", self.name)
tree = N("root", N("a", N("a1"), N("a2", N("a2x"))), N("b", N("b1")))
tree = None
print("--")
nested = [[N("1"), N("2")], [N("3"), [N("4")]], N("5")]
nested = None
print("--")
d = {"x": {"deep": N("x deep"), "more": [N("m1"), N("m2")]}, "y": N("y")}
d = None
print("--")
class Link:
    def __init__(self, n, next): self.n, self.next = n, next
    def __del__(self): print("link", self.n)
chain = None
for i in range(5): chain = Link(i, chain)
chain = None
