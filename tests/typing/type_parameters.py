# The syntax of type parameters: what it makes and how that prints; what is lazy.
def f[T: int, *Ts, **P](x: T, *a: *Ts) -> T: return x


print(f.__type_params__, f.__annotations__)
T, Ts, P = f.__type_params__
print(type(T), type(Ts), type(P), T.__bound__, T.__constraints__)
print(T.__covariant__, T.__contravariant__, T.__infer_variance__, T.__name__, T.__module__)
print(P.args, P.kwargs, P.args.__origin__ is P, P.__bound__, P.__name__, Ts.__name__, list(Ts))


class A[T]:
    x: T

    def m[U](self, u: U) -> T: ...


print(A.__mro__, A.__orig_bases__, A[int], A.__parameters__, A.__type_params__)
print(A[int].__origin__, A[int].__args__, type(A[int]()))
print(A.m.__qualname__, A.m.__annotations__)
type X[T] = list[T]
print(X, X.__value__, X[int], X.__type_params__, X.__name__, type(X), X.__parameters__)
type Y = int | str
print(Y.__value__, Y | None, None | Y, Y.__module__)
type R = dict[str, R]
print(R.__value__)


def g[T: (int, str)](x): pass


t = g.__type_params__[0]
print(t.__constraints__, t.__bound__)


def h[T = int, *Ts = *tuple[int, str], **P = [int]](): pass


for p in h.__type_params__:
    print(p, p.__default__, p.has_default())


def k[T](): pass


print(k.__type_params__[0].has_default(), k.__type_params__[0].__default__)
type Z = undefined_name
try:
    Z.__value__
except NameError as e:
    print(e)
undefined_name = 3
print(Z.__value__)


def b[T: undefined2](): pass


try:
    b.__type_params__[0].__bound__
except NameError as e:
    print(e)
print(T | int, int | T, T | None)


class D[K, V](dict[K, V]): pass


print(D.__orig_bases__, D[int, str], D.__mro__, D(a=1))


class Sub(A[int]): pass


class Var[T, *Ts]: pass


class Spec[**P, R]: pass


print(Sub.__orig_bases__, Sub.__mro__, Sub.__parameters__)
print(Var[int], Var[int, str, float], Var.__orig_bases__, Var.__parameters__)
print(Spec[[int, str], bool], Spec.__orig_bases__)
print(list[T], list[T][int], list[T].__parameters__)
print(X[int].__value__, X[int].__args__, X[int].__origin__)


def bad_class(): 
    class Q(T): pass


def set_foo(): X.foo = 1


def set_name(): X.__name__ = 1


for bad in (lambda: A[int, str], bad_class, set_foo, set_name, lambda: Y[int], lambda: Sub[int]):
    try:
        print(bad())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


def outer():
    kept = 5

    class Inner[T]:
        def get(self): return kept, T
    return Inner


print(outer()().get(), outer().__qualname__)


async def co[T](x: T) -> T: return x


print(co.__type_params__, co.__annotations__)
