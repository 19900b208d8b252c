# norm: addr
import functools
from functools import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
@total_ordering
class A:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
for n in ('__lt__','__le__','__gt__','__ge__'): print(getattr(A,n))
t(lambda: total_ordering(int)); 
class B: pass
t(lambda: total_ordering(B))
class C:
    @cached_property
    def x(self): "doc"; return 3
    @partialmethod
    def y(self): pass
    def cell(self,v): return v
    on=partialmethod(cell,True)
t(lambda: C().x); t(lambda: C.x.__doc__); t(lambda: C.__dict__['x'].attrname); t(lambda: C().on()); t(lambda: C.__dict__['on']); t(lambda:partialmethod()); t(lambda: partialmethod(3))
class S:
    __slots__=()
    x=cached_property(lambda s:1)
t(lambda: S().x)
class U: pass
U.z=cached_property(lambda s:1); t(lambda: U().z)
def dup():
    class D: a=b=cached_property(lambda s:1)
t(dup)
@singledispatch
def f(a): return 'base'
@f.register
def _(a:int): return 'int'
@f.register(list)
def _(a): return 'list'
@f.register
def _(a: float|str): return 'fs'
t(lambda: (f(1),f([]),f(1.0),f('a'),f(None))); t(lambda: f()); t(lambda: f.registry); t(lambda: f.dispatch(bool)); t(lambda: f.register(3)); t(lambda: f.register(lambda a:1))
def bad():
    @f.register
    def _(a:'zzz'): pass
t(bad)
def bad2():
    @f.register
    def _(a:3): pass
t(bad2)
class M:
    @singledispatchmethod
    def g(self,a): return 'base'
    @g.register
    def _(self,a:int): return 'int'
t(lambda: (M().g(1),M().g('')));t(lambda: M.g); t(lambda: M().g()); t(lambda: M().g)
t(lambda: wraps(len)(lambda: 1).__name__); print(functools._make_key((1,),{'a':2},True), functools._make_key((1,),{},False))
