x='global'
class C:
    x='class'
    type A = [x for _ in (1,)]
    type B = (lambda: x)()
    type D = list(x for _ in (1,))
    class Node: pass
    def f[T: Node](self, a: x, b: 'T'=x) -> Node: ...
    class In[T: x](list[Node]): 
        y = x
    type G[T] = (x, T)
    def g[T: (int, x) = Node](self): return T
    type H[T=x] = [ (x,T) for _ in (1,) for q in x]
print(C.A.__value__, C.B.__value__, C.D.__value__)
print(C.f.__type_params__[0].__bound__, C.f.__annotations__)
print(C.In.__type_params__[0].__bound__, C.In.__bases__, C.In.__orig_bases__, C.In.y)
print(C.G.__value__, C.g.__type_params__[0].__constraints__, C.g.__type_params__[0].__default__)
print(C.H.__value__, C.H.__type_params__[0].__default__)
C.x='changed'
def outer():
    y='outer'
    class L:
        y='inner'
        type Y = y
        def m[T: y](self): pass
        def n(self): return y
    class N:
        type Y = y
        def m[T: y](self): pass
        y='late'
    class O:
        nonlocal y
        type Y=y
        y='nl'
    class P:
        global y
        type Y=y
        y='glob'
    return L,N,O,P
L,N,O,P=outer()
print(L.Y.__value__, L.m.__type_params__[0].__bound__, L().n(), N.Y.__value__,N.m.__type_params__[0].__bound__,O.Y.__value__,P.Y.__value__)
class Q:
    type W = undefined_name
try: Q.W.__value__
except NameError as e: print(e)
class Q:
    def f[T: undefined_name](self): pass
    print(f.__code__.co_freevars)
try: Q.f.__type_params__[0].__bound__
except NameError as e: print(e)
class R:
    def f[T](self, x: und): pass
