def trace(f):
    def wrapper(*args, **kw):
        print("call", f.__name__, args, kw)
        result = f(*args, **kw)
        print("result", result)
        return result
    wrapper.__name__ = f.__name__
    return wrapper
def times(n):
    print("times", n)
    def decorate(f):
        print("decorating", f.__name__)
        def wrapper(*args):
            return [f(*args) for _ in range(n)]
        return wrapper
    return decorate
@trace
def add(a, b=1): return a + b
print(add(1), add(1, b=5), add.__name__)
@times(2)
@trace
def hello(x): return "hi " + x
print(hello("you"))
registry = {}
def register(f):
    registry[f.__name__] = f
    return f
@register
def alpha(): return "A"
@register
class Beta: pass
print(sorted(registry), alpha(), registry["Beta"] is Beta)
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@Count
def square(x): return x * x
print(square(3), square(4), square.n)
@lambda f: f() * 2
def value(): return 21
print(value)
def memoize(f):
    cache = {}
    def inner(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    inner.cache = cache
    return inner
@memoize
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), len(fib.cache))
