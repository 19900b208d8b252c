# A weak reference looks at an object without keeping it alive.

import weakref


class Picture:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<Picture {self.name}>"


picture = Picture("sunset")
look = weakref.ref(picture)
print("alive:", look(), "- weak references:", weakref.getweakrefcount(picture))
del picture
print("dead: ", look())

# It can tell us when the object goes.
picture = Picture("beach")
bell = weakref.ref(picture, lambda ref: print("the bell rings"))
picture = None

# A cache that holds its values weakly forgets what nobody uses.
cache = weakref.WeakValueDictionary()


def load(name):
    found = cache.get(name)
    if found is None:
        print("loading", name)
        found = cache[name] = Picture(name)
    return found


one = load("hill")
two = load("hill")             # found in the cache
print("same object:", one is two, "- in the cache:", list(cache))
del one, two
print("in the cache:", list(cache))
three = load("hill")           # gone, so it is made again


# Parents hold their children; children look back weakly. No cycle, no collector needed.
class Tree:
    def __init__(self, parent=None):
        self.children = []
        self.parent = weakref.ref(parent) if parent else None
        if parent:
            parent.children.append(self)

    def __del__(self):
        print("a tree node is freed")


root = Tree()
leaf = Tree(root)
print("the leaf sees its parent:", leaf.parent() is root)
del root
print("the parent is gone:", leaf.parent())
del leaf
