def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(f(1, c=3), f(1, 20, 30, 40, c=3, d=5, e=6), f(c=1, a=2))
def only_positional(a, b, /, c=3): return a, b, c
print(only_positional(1, 2), only_positional(1, 2, c=9))
def only_keyword(*, a, b=2): return a, b
print(only_keyword(a=1), only_keyword(b=1, a=0))
def mixed(a, /, b, *, c): return a, b, c
print(mixed(1, 2, c=3), mixed(1, b=2, c=3))
def shadow(a, /, **kw): return a, kw
print(shadow(1, a=2))
def rest(*args, **kw): return args, kw
print(rest(), rest(1, 2, x=3), rest(*[1, 2], *(3,), **{"a": 1}, b=2, **{"c": 3}))
print((lambda x, *y, z=1, **w: (x, y, z, w))(1, 2, 3, z=4, q=5), (lambda: None)())
args = (1, 2); kw = {"c": 3}
print(mixed(*args, **kw))
def no_return(): pass
print(no_return())
print(f.__name__, f.__defaults__, f.__kwdefaults__, only_positional.__code__.co_argcount, f.__code__.co_varnames)
