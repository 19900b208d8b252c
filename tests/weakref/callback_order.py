import weakref
class C:
    def __del__(self): print("__del__, weakref still answers:", r1() is not None)
def say(n): return lambda ref: print("callback", n, ref())
c = C()
r1 = weakref.ref(c, say(1))
r2 = weakref.ref(c, say(2))
r3 = weakref.ref(c, say(3))
print(weakref.getweakrefcount(c))
del c
print("dead")
c = C.__base__ and type("P", (), {})()
r4 = weakref.ref(c, say(4)); r5 = weakref.ref(c, say(5))
del r4
del c
class Tree:
    def __init__(self, parent=None):
        self.parent = weakref.ref(parent) if parent else None
        self.children = []
        if parent: parent.children.append(self)
root = Tree(); leaf = Tree(root)
print(leaf.parent() is root)
del root
print(leaf.parent())
