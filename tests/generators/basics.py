def count(n):
    print("start")
    for i in range(n):
        yield i
    print("end")
    return "result"
g = count(2)
print("created")
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped with", stop.value)
print(next(g, "default"), list(g))
print(list(count(3)), sum(x for x in range(5)), type(g).__name__)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(12)])
def take(n, it):
    for _, x in zip(range(n), it):
        yield x
print(list(take(3, fib())), *take(2, "abc"))
print(iter(f) is f, g.gi_frame, f.gi_running, f.gi_code.co_name, f.__name__)
def empty():
    return
    yield
print(list(empty()))
a, b, *c = (x * x for x in range(5))
print(a, b, c)
