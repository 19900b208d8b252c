# Objects that refer to each other keep each other alive. Counting alone never frees them.

import gc

gc.disable()                   # no automatic collection: we want to see it happen


class Person:
    def __init__(self, name):
        self.name = name
        self.friend = None

    def __del__(self):
        print("   freed:", self.name)


print("without a cycle:")
ada = Person("Ada")
del ada                        # count 0: freed at once

print("with a cycle:")
bob, cyd = Person("Bob"), Person("Cyd")
bob.friend, cyd.friend = cyd, bob
del bob, cyd                   # each is still held by the other: nothing happens
print("   no name reaches them, but they are still there")

print("the collector looks for groups that only hold themselves:")
found = gc.collect()
print("objects found:", found)

print("breaking the cycle by hand needs no collector:")
eve, fay = Person("Eve"), Person("Fay")
eve.friend, fay.friend = fay, eve
eve.friend = None
del eve, fay
print("nothing left:", gc.collect())
