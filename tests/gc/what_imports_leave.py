# The module types makes a class to look at and drops it: weakref and copy import it.
import gc
gc.disable()
import copy
print(gc.collect())
import weakref
print(gc.collect())
