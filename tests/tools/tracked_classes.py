# packages: pympler==1.1
# Instances of chosen classes: how many, and how large, at some moments.
import io
from pympler.classtracker import ClassTracker


class Node:
    def __init__(self, size):
        self.size, self.data = size, [0] * size


class Leaf(Node):
    pass


tracker = ClassTracker(stream=io.StringIO())
tracker.track_class(Node)
tracker.track_class(Leaf, name="leaf", resolution_level=1)
tracker.create_snapshot("start")
nodes = [Node(10 * i) for i in range(5)]
tracker.create_snapshot("five")
leaf = Leaf(100)
del nodes[2:]
tracker.create_snapshot("after")
stats = tracker.stats
stats.print_summary()
# The last column is a part of the whole process there, and of what is tracked here.
print(*(line[:-6] for line in stats.stream.getvalue().splitlines()), sep="\n")
print([(name, len(tracked)) for name, tracked in sorted(tracker.index.items())])
print([number for _, number in tracker.history["__main__.Node"]])
tracker.detach_class(Node)
Node(1)
tracker.close()
print([(name, len(tracked)) for name, tracked in sorted(tracker.index.items())])
tracker.clear()
print(tracker.snapshots, dict(tracker.index))
for track in tracker.track_class, tracker.track_object:
    try:
        track(5)
    except TypeError as error:
        print(error)
