# The collector looks at young objects often and at old ones rarely: most objects die young.
# skip: stress-gc it moves objects through the generations by itself

import gc

gc.disable()                   # we call it by hand
gc.collect()


class Thing:
    pass


def generation_of(obj):
    for generation in range(3):
        if any(o is obj for o in gc.get_objects(generation=generation)):
            return generation


thing = Thing()
print("a new object is in generation", generation_of(thing))
gc.collect(0)
print("it survived one collection: generation", generation_of(thing))
gc.collect(1)
print("and another one: generation", generation_of(thing))
gc.collect(2)
print("there it stays: generation", generation_of(thing))

# An old cycle is not found by a young collection.
thing.itself = thing
del thing
print("young collection finds", gc.collect(0))
print("middle collection finds", gc.collect(1))
print("full collection finds", gc.collect(2))

# The thresholds say how often each generation is looked at.
print("thresholds:", gc.get_threshold())
