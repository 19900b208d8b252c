# Which classes __class__ may be set to, and what __dict__ takes.
def show(f):
    try:
        result = f()
    except Exception as e:
        result = f"{type(e).__name__} {e}"
    print(f.__name__, result)


@show
def setclass():
    class H: __slots__=["b","a"]
    class I: __slots__=["a","b"]
    class J: __slots__=["c","b"]
    class G: __slots__=["a","b"]
    class K: __slots__=["a","b","d"]
    class L(H): __slots__=["e"]
    class M(I): __slots__=["e"]
    class N(J): __slots__=["__weakref__"]
    class P(J): __slots__=["__dict__"]
    class R(J): __slots__=["__dict__","__weakref__"]
    class Q(J): pass
    class Int(int): __slots__=[]
    all=[G,H,I,J,K,L,M,N,P,Q,R,list,Int,object]
    for a in all:
        r=[]
        for b in all:
            x=a()
            try: x.__class__=b; r.append('Y')
            except TypeError as e: r.append('n')
        print(a.__name__, ''.join(r))
    try: M().__class__=L
    except TypeError as e: print(e)
    x=M(); 
    try: del x.__class__
    except TypeError as e: print(e)
    try: x.__class__=5
    except TypeError as e: print(e)
    try: x.__class__=int
    except TypeError as e: print(e)
    try: (5).__class__=float
    except TypeError as e: print(e)

@show
def setd():
    class A: pass
    class E: __slots__=["__dict__"]
    class F: pass
    print(A.__dict__.keys()-{'x'}-{'__firstlineno__','__static_attributes__'}, sorted(E.__dict__))
    for o in A(), E():
        for v in [{}, [], None, 1]:
            try: o.__dict__=v; print('ok')
            except TypeError as e: print(e)
        try: del o.__dict__; print('del ok', o.__dict__)
        except TypeError as e: print(e)
    import types
    for o in types.ModuleType('m'), (lambda: 1), TypeError():
        for v in [{}, [], None]:
            try: o.__dict__=v; print('ok')
            except (TypeError,AttributeError) as e: print(type(e).__name__, e)
        try: del o.__dict__; print('del ok')
        except (TypeError,AttributeError) as e: print(type(e).__name__,e)

@show
def dirs():
    import types
    class M2(types.ModuleType):
        @property
        def __dict__(self): return "no"
    dir(M2("m"))

@show
def doc1(): type(list).__dict__["__doc__"].__set__(list,"b")

@show
def doc2():
    class X: pass
    type(X).__dict__["__doc__"].__delete__(X)

@show
def doc3():
    del list.__doc__

@show
def inc():
    class M(type):
        def mro(cls):
            if cls.__mro__ is None and cls.__name__!='X':
                class X(cls): pass
            return type.mro(cls)
    class A(metaclass=M): pass
