# singledispatch between abstract classes: those that a class names as its bases, and those it is registered with.
import collections.abc as c
import functools


def generic(*kinds):
    @functools.singledispatch
    def f(arg):
        return "base"

    for kind in kinds:
        f.register(kind, lambda arg, name=kind.__name__: name)
    return f


def told(f, arg):
    try:
        return f(arg)
    except RuntimeError as e:
        return sorted(str(e).replace("Ambiguous dispatch: ", "").split(" or "))


class Explicit(c.Sized):
    def __len__(self):
        return 0


class Nothing:
    pass


g = generic(c.Iterable, c.Container, c.Sized, c.Set)
print(told(g, Explicit()), told(g, Nothing()))
for kind in c.Iterable, c.Container, c.Set:
    kind.register(Explicit)
    print(kind.__name__, told(g, Explicit()))
for kind in c.Iterable, c.Container:
    kind.register(Nothing)
    print(kind.__name__, told(g, Nothing()))
print(told(generic(c.Sized, c.Container), {}), told(generic(c.Sized, c.Container, dict), {}))
print(told(generic(c.Sequence, c.Hashable, c.Sized), ()), told(generic(c.Iterable, c.Sized), "text"))


class Both(c.Iterable, c.Container):
    def __iter__(self):
        return iter(())

    def __contains__(self, x):
        return False


print(told(generic(c.Container, c.Iterable), Both()), told(generic(c.Container, c.Collection), Both()))
