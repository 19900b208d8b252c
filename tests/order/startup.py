# skip: stress-gc young collections change the order of the list
# What the program begins with is in generation 1, behind what it makes itself in a full collection: so the last
# collection finds the globals before their values, and finalises in the order of the names.
import gc


class C:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


a, b, c = C("a"), C("b"), C("c")
a, c = c, a
print([globals() in gc.get_objects(g) for g in range(3)])
hits = []


def tell(phase, info):
    hits.append((phase, info["generation"]))


gc.callbacks.append(tell)
gc.disable()
keep = [[] for _ in range(300)]
gc.set_threshold(10, 0, 0)
gc.enable()
len(keep)
before = len(hits)
keep = [[], [], [], []]
len(keep)
gc.disable()
gc.callbacks.clear()
print(before, hits)
