# norm: addr
from collections import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: defaultdict(1)); t(lambda: defaultdict(list,1)); t(lambda: defaultdict(list,a=1)); d=defaultdict(list,{1:2}); t(lambda: d); t(lambda: defaultdict()[3]); t(lambda: d.__reduce__()); t(lambda: d.copy()); t(lambda: d|{3:4}); t(lambda: {3:4}|d); t(lambda: d.__missing__(7)); t(lambda: d.default_factory); t(lambda: defaultdict(None,{})); t(lambda: d.__sizeof__()); 
class D(defaultdict): pass
x=D(int); x.y=1; t(lambda: x); t(lambda: x.__sizeof__()); t(lambda: x.copy()); t(lambda: x.__reduce__()); t(lambda: x|{1:2})
print(defaultdict.__doc__)
r=defaultdict(list); r[1]=r; print(r)
class F:
    def __call__(s): return 1
    def __repr__(s): return repr(q)
q=defaultdict(F()); print(q)
o=OrderedDict(a=1,b=2,c=3)
t(lambda: o); t(lambda: OrderedDict()); t(lambda: OrderedDict({1:2},x=3)); t(lambda: OrderedDict(1,2)); t(lambda: o.move_to_end('z')); t(lambda: o.move_to_end('a')); t(lambda: o); t(lambda: o.move_to_end('c',last=False)); t(lambda:o); t(lambda: o.popitem()); t(lambda: o.popitem(last=False)); t(lambda: o.popitem(False)); t(lambda: o.popitem()); t(lambda:o.pop('q')); t(lambda: o.pop('q',3)); t(lambda:o.pop('q',default=3)); t(lambda: o.setdefault('z',4)); t(lambda: o.setdefault('y')); t(lambda: o.__reduce__()); t(lambda: o==OrderedDict(y=None,z=4)); t(lambda: o==dict(y=None,z=4)); t(lambda: o.copy()); t(lambda: o|{1:2}); t(lambda: {1:2}|o); t(lambda: o.keys()); t(lambda: o.items()); t(lambda: o.values()); t(lambda: iter(o)); t(lambda: reversed(o)); t(lambda: list(reversed(o.items()))); t(lambda: reversed(o.keys())); t(lambda: OrderedDict.fromkeys('abc',1)); t(lambda: type(o.keys()))
def mut():
    for k in o: o[k+'x']=1
t(mut)
def mut():
    for k in o: del o[k]
t(mut)
def mut():
    p=OrderedDict(a=1,b=2,c=3)
    for k in p: p.move_to_end('b')
    print(p)
t(mut)
o=OrderedDict(a=1); o['s']=o; print(o); o.z=1; print(o.__dict__, o.__sizeof__())
class O(OrderedDict): pass
s=O(a=1); s.x=3; print(s, s.__reduce__(), s.copy(), s.copy().__dict__, s.__sizeof__())
print([ (n, OrderedDict(zip(range(n),range(n))).__sizeof__()) for n in (0,1,5,6,10,11,21,22,100)])
t(lambda: o.update(1)); t(lambda: OrderedDict([1])); t(lambda: OrderedDict(foo=1).popitem(foo=1))
print(it:=iter(OrderedDict(a=1,b=2)), it.__reduce__(), it.__length_hint__() if hasattr(it,'__length_hint__') else None)
