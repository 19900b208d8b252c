def f(x: int, y: "text" = 2) -> bool:
    """Say something."""
    local = 1
    return local
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__annotations__)
f.calls = 0
f.calls += 1
print(f.calls, f.__dict__)
code = f.__code__
print(code.co_name, code.co_argcount, code.co_varnames, code.co_nlocals, code.co_firstlineno, code.co_flags & 4)
def outer():
    def inner(): pass
    class K:
        def m(self): pass
    return inner, K
inner, K = outer()
print(inner.__qualname__, K.__qualname__, K.m.__qualname__, (lambda: 0).__name__)
try:
    f.__name__ = 5
except TypeError as error:
    print(error)
g = len
print(g.__name__, g.__doc__ is not None, type(g).__name__, type(f).__name__, type([].append).__name__, type(K().m).__name__)
m = K().m
print(m.__self__.__class__ is K, m.__func__ is K.m, m.__name__, m == m.__self__.m, m is m.__self__.m)
