# ours: CPython has no module heap
# norm: addr
import gc
import heap


class Fish:
    def __init__(self, name):
        self.name = name
        self.mate = None


nemo = Fish("nemo")
nemo.mate = Fish("dory")
nemo.mate.mate = nemo
tank = [nemo]
cache = {"last": nemo}


def feed(fish, food=nemo):
    return heap.holders(fish)


print(feed(nemo))
print()
print(heap.why_alive(nemo.mate))
print()
print(heap.cycles(nemo))

# Take away the names, one by one: who is left?
del tank, cache, feed
dory = nemo.mate
del nemo
print()
print(heap.holders(dory.mate))
print()
print(heap.dominators(dory))

# Without the last name only the cycle holds the two.
del dory
print()
print(heap.live(Fish))
print(heap.why_alive(heap.live(Fish)[0]))
print(gc.collect(), len(heap.live(Fish)))
