# norm: addr
import functools
from functools import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: partial()); t(lambda: partial(1)); p=partial(print,1,sep='-'); t(lambda:p); t(lambda: p.func); t(lambda:p.args); t(lambda: p.keywords); t(lambda: p.__reduce__()); t(lambda: partial(p,2,end='')); t(lambda: p.__dict__); t(lambda: setattr(p,'func',1)); p.x=1; t(lambda: p.__reduce__()); t(lambda: partial(p,3).__dict__);t(lambda: p.__setstate__((1,2))); t(lambda: p.__setstate__((len,(),{},None))); t(lambda: p)
class P(partial): pass
t(lambda: P(len,1)); t(lambda: partial(P(len,1))); t(lambda: partial(len)(3)); t(lambda: p.__get__); t(lambda: partial[int]); t(lambda: partial.__doc__)
@lru_cache(maxsize=2)
def f(*a,**k): return (a,k)
t(lambda: f(1)); t(lambda: f(1)); t(lambda: f(2)); t(lambda:f(3)); t(lambda: f.cache_info()); t(lambda: f.cache_parameters()); t(lambda: f.cache_clear()); t(lambda: f.cache_info()); t(lambda: f([])); t(lambda: f.__wrapped__); t(lambda: f.__name__); t(lambda: f.__reduce__()); t(lambda: f.__copy__() is f); t(lambda: f.__deepcopy__({}) is f); t(lambda: f.__dict__.keys()); t(lambda: lru_cache('a')); t(lambda: lru_cache(maxsize='a')(len)); t(lambda: lru_cache(len)(5)); t(lambda: lru_cache(-5)(len).cache_parameters()); t(lambda: f.foo); t(lambda: f.__get__(1)); t(lambda: f.__get__(None,int) is f)
L=type(f)
print(L.__doc__)
k=cmp_to_key(lambda a,b:a-b); t(lambda:k); t(lambda:k(3)<k(4)); t(lambda:k(3)==k(3)); t(lambda:k(3).obj); t(lambda: k(3)<3); t(lambda: cmp_to_key()); t(lambda: k()); t(lambda: hash(k(3))); t(lambda:cmp_to_key(None)(1)<cmp_to_key(None)(2)); t(lambda: setattr(k(3),'obj',4)); t(lambda: cmp_to_key(3).obj)
t(lambda: reduce(lambda a,b:a+b,[])); t(lambda: reduce(lambda a,b:a+b,[1,2,3],10)); t(lambda: reduce(1)); t(lambda: reduce(len,3)); t(lambda: reduce.__doc__); t(lambda: reduce(lambda a:1,[1,2])); t(lambda: cmp_to_key.__text_signature__)
print(functools.__all__)
