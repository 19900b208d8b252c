# Comparisons by descriptors, what join and bytes hold meanwhile, contexts of thrown errors, super() in odd places.
def show(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@show
def eqprop():
    class E:
        @property
        def __eq__(self): 1/0
    return E()==E(), E()!=E()
@show
def eqprop2():
    class E:
        @property
        def __lt__(self): return lambda o: 'lt'
    return E()<3, 3>E()
@show
def initprop():
    class I:
        @property
        def __init__(self): raise AttributeError('booh')
    I()
@show
def bjoin():
    a=bytearray(b',')
    def it():
        a.clear(); yield b'A'
    return a.join(it())
@show
def binit():
    class B(bytes):
        def __index__(self): raise TypeError
    return bytes(B(b'foo')), bytearray(B(b'foo'))
@show
def slots():
    class S(bytearray): __slots__=('x','__dict__')
    s=S(b'a'); s.x=1; s.y=2
    return s.__reduce_ex__(4)[1:]
@show
def dirs():
    class D(dict):
        def keys(self): return ['p','q']
    return eval('dir()', {}, D())
@show
def hint():
    ns={'__builtins__': {'__import__': lambda *a: a}}
    exec('import a.b', ns); return ns['a'][1] is ns, ns['a'][2] is ns
@show
def ctor():
    class Bad:
        def __iter__(self): return iter([1,2])
        def __index__(self): raise TypeError('no')
    return bytes(Bad())
import copy
@show
def reprs(): return [f"{b!r}" for b in (bytearray(b"it's"), bytes(range(3)))]
import typing
@show
def union():
    return hash(int|str)==hash(str|int)==hash(typing.Union[int,str]), hash(int|str)==hash(frozenset((int,str)))
@show
def ctx():
    def f():
        try: raise KeyError('a')
        except Exception: yield
    g=f(); g.send(None)
    try: g.throw(ValueError)
    except ValueError as e: return repr(e.__context__)
@show
def ctx3():
    def f():
        try: raise KeyError('a')
        except Exception:
            try: yield
            except Exception as e: return repr(e.__context__)
    g=f(); g.send(None)
    try: g.throw(ValueError)
    except StopIteration as e: return e.value
@show
def ctx4():
    def inner():
        try: raise KeyError('a')
        except Exception: yield
    def f(): yield from inner()
    g=f(); g.send(None)
    try: g.throw(ValueError)
    except ValueError as e: return repr(e.__context__)
@show
def badthrow():
    class E(Exception):
        def __new__(cls,*a,**k): return cls
    def b():
        try: yield
        except E: pass
    g=b(); next(g)
    g.throw(E)
@show
def cell():
    class A:
        def meth(self): super()
    def f(k):
        def g(): return k
        return g
    c=f(A()).__closure__[0]
    A.meth(c)
@show
def it():
    import builtins
    i=iter([1]); next(i); next(i,0)
    return i.__reduce__()
