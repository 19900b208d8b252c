# skip: stress-gc the callback tells of every collection
import gc
gc.disable()
gc.collect()
events = []
def callback(phase, info):
    events.append((phase, info["generation"], info["collected"], info["uncollectable"]))
gc.callbacks.append(callback)
x = []; x.append(x); del x
gc.collect(0)
gc.collect()
gc.callbacks.remove(callback)
gc.collect()
for event in events:
    print(event)
print(gc.callbacks)
