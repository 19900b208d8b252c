# norm: addr
import sys
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
from collections import *
from functools import *
import contextlib, copy, operator
t(lambda: deque.__mro__); t(lambda: defaultdict.__mro__); t(lambda: OrderedDict.__mro__)
def f(): deque.x=1
t(f)
def f(): OrderedDict.x=1
t(f)
t(lambda: deque([1,2])==[1,2]); t(lambda: copy.copy(deque([1],3))); t(lambda: copy.deepcopy(deque([[1]],3))); t(lambda: copy.deepcopy(defaultdict(list,{1:[2]}))); t(lambda: copy.deepcopy(OrderedDict(a=[1]))); t(lambda: copy.copy(partial(print,1))); t(lambda: copy.copy(Counter('aab'))); t(lambda: copy.deepcopy(Counter('aab')))
class D(deque):
    def __init__(self,*a): super().__init__(*a); self.z=1
t(lambda: (D([1]),D([1]).z, copy.copy(D([1])).z))
class DD(defaultdict):
    __slots__=('q',)
    def __missing__(self,k): return 'm%s'%k
x=DD(int); x.q=3; t(lambda: (x[4], x.q, x, x.default_factory))
class OD(OrderedDict):
    def __setitem__(self,k,v): print('set',k); super().__setitem__(k,v)
t(lambda: OD(a=1)); t(lambda: OD([('b',2)])); t(lambda: OD.fromkeys('ab'))
class LRU(OrderedDict):
    def __getitem__(self,k):
        v=super().__getitem__(k); self.move_to_end(k); return v
l=LRU(a=1,b=2); l['a']; t(lambda: l)
@lru_cache
class CC:
    def __init__(self,x): self.x=x
t(lambda: CC(1) is CC(1)); 
class M:
    @lru_cache(maxsize=None)
    def m(self,x): return x*2
    @cache
    def n(self): return id(self)
m=M(); t(lambda: (m.m(3),m.m(3),M.m.cache_info())); t(lambda: m.n()==m.n())
@lru_cache(typed=True)
def ty(x): return type(x).__name__
t(lambda: (ty(1),ty(1.0),ty(True),ty.cache_info()))
@lru_cache
def kw(*a,**k): return (a,k)
t(lambda: (kw(1,a=2),kw(1,a=2),kw(a=2),kw.cache_info()))
@lru_cache
def er(x): raise ValueError(x)
t(lambda: er(1)); t(lambda: er(1)); t(lambda: er.cache_info())
t(lambda: sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a)))
t(lambda: sys.getsizeof(kw)>0)
class PP(partial):
    def __call__(self,*a): return 'over'
t(lambda: PP(print)(1)); t(lambda: partial(max,5)(3,7)); t(lambda: partial(int,base=2)('101')); t(lambda: partial(dict,a=1)(a=2,b=3))
t(lambda: list(map(operator.itemgetter('a'),[{'a':1}]))); t(lambda: max([(1,'b'),(2,'a')],key=operator.itemgetter(1)))
@contextlib.contextmanager
def cm(x):
    print('in',x)
    try: yield x
    except ValueError as e: print('caught',e)
    finally: print('out')
with cm(1) as v: print(v)
with cm(2): raise ValueError('q')
def g():
    with cm(3): raise KeyError('k')
t(g)
@cm(4)
def deco(): return 'd'
t(deco); t(deco)
with contextlib.suppress(KeyError): {}[1]
with contextlib.ExitStack() as st:
    st.callback(print,'cb'); st.enter_context(cm(5)); st.push(lambda *a: print(a[0]) or True); raise TypeError('t')
t(lambda: contextlib.closing); t(lambda: isinstance(cm(1),contextlib.AbstractContextManager)); t(lambda: contextlib.nullcontext(3).__enter__())
def bad():
    @contextlib.contextmanager
    def b(): yield 1; yield 2
    with b(): pass
t(bad)
def bad():
    @contextlib.contextmanager
    def b(): return; yield
    with b(): pass
t(bad)
t(lambda: contextlib.ExitStack().enter_context(3))
