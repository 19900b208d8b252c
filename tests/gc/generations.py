# skip: stress-gc moves objects through the generations by itself
import gc
gc.disable()
gc.collect()
class C: pass
c = C()
print(any(o is c for o in gc.get_objects(generation=0)), any(o is c for o in gc.get_objects(generation=1)))
gc.collect(0)
print(any(o is c for o in gc.get_objects(generation=0)), any(o is c for o in gc.get_objects(generation=1)))
gc.collect(1)
print(any(o is c for o in gc.get_objects(generation=1)), any(o is c for o in gc.get_objects(generation=2)))
gc.collect()
print(any(o is c for o in gc.get_objects(generation=2)), any(o is c for o in gc.get_objects()))
old = C(); gc.collect()
old.me = old; del old
print(gc.collect(0), gc.collect(1), gc.collect(2))
try:
    gc.collect(3)
except ValueError as error:
    print(error)
for stats in gc.get_stats():
    print(sorted(stats))
print(len(gc.get_stats()), len(gc.get_count()))
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
