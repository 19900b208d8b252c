def inner():
    x = yield 1
    print("inner got", x)
    try:
        yield 2
    except ValueError as error:
        print("inner caught", error)
        yield 3
    return "inner result"
def outer():
    result = yield from inner()
    print("outer has", result)
    yield from [10, 20]
    yield from "ab"
    return "done"
g = outer()
print(next(g), g.send("hello"), g.throw(ValueError("v")), next(g), list(g))
def flatten(x):
    for item in x:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, [3, [4]], 5]])))
class Tree:
    def __init__(self, value, left=None, right=None): self.value, self.left, self.right = value, left, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right
print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))))
def closing():
    def sub():
        try:
            yield 1
        finally:
            print("sub closed")
    try:
        yield from sub()
    finally:
        print("outer closed")
c = closing(); next(c); c.close()
try:
    def bad(): yield from 5
    list(bad())
except TypeError as error:
    print(error)
def plain():
    x = yield from iter([1])
    print(x)
p = plain(); next(p)
try:
    p.send(5)
except (AttributeError, StopIteration) as error:
    print(type(error).__name__, error)
