log = []
def note(x):
    log.append(x)
    return x
def f(*args, **kw): return len(args), sorted(kw)
f(note(1), *note([2]), k=note(3), **note({"z": 4}))
print(log)
log.clear()
d = {"a": [0]}
d[note("a")][note(0)] += note(5)
print(d, log)
log.clear()
note([1, 2, 3])[note(0):note(2)]
print(log)
log.clear()
x = note(1) if note(False) else note(2)
print(x, log)
log.clear()
note(1) < note(2) > note(3) < note(4)
print(log)
log.clear()
[note(i) for i in note([1, 2]) if note(i) > 1]
print(log)
log.clear()
def g(a=note("a"), *, b=note("b")) -> note("returns"): pass
print(log)
log.clear()
class C(note(object), metaclass=note(type)): body = note("body")
print([getattr(e, "__name__", e) for e in log])
log.clear()
def gen():
    yield note((yield note("first")))
it = gen(); next(it); it.send("sent")
print(log)
log.clear()
assert note(True), note("message")
a = b = c = note(9)
del log[:]
with_open = lambda: note("called")
with_open(); print(log, a is b is c)
