# norm: addr
import itertools
from itertools import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for n in ['cycle', 'dropwhile', 'filterfalse', 'islice', 'pairwise', 'starmap', 'takewhile', 'tee', 'chain', 'repeat']:
    o = getattr(itertools, n)
    print('##', n)
    print(o.__doc__)
    for args in ([], [1], [[1]], [[1], 2], [[1], 'a'], [1, 2, 3, 4, 5]):
        t(lambda: o(*args))
t(lambda: count()); t(lambda: count(3)); t(lambda: count(3,2)); t(lambda: count(1.5)); t(lambda: count('a')); t(lambda: repeat(1)); t(lambda: repeat(1,3)); t(lambda:repeat(1,-3)); t(lambda: repeat(1,'a')); t(lambda: repeat(1).__length_hint__());t(lambda: repeat(1,4).__length_hint__())
t(lambda: list(batched('abcde',2))); t(lambda: list(batched('abc',2,strict=True))); t(lambda: batched('abc',0)); t(lambda: list(accumulate([1,2,3],initial=5))); t(lambda: list(islice(range(9),1,None,-1))); t(lambda: islice([],-1)); t(lambda: islice([],0,-1)); t(lambda:islice([],'a',3)); t(lambda: list(product([1,2],repeat=-1))); t(lambda: list(product([1,2],repeat=2))); t(lambda: list(permutations([1,2,3],-1))); t(lambda:list(combinations([1,2],-1))); t(lambda: tee([1],-1)); t(lambda: tee([1],3)); t(lambda: list(starmap(pow,[(1,2),3]))); t(lambda: list(chain([1],2))); t(lambda: list(chain.from_iterable([[1],2]))); t(lambda: list(zip_longest([1],[2,3],fillvalue=0))); t(lambda: zip_longest([1],foo=1)); t(lambda: list(permutations([1,2],'a'))); t(lambda: list(product([1],repeat='a')));
t(lambda: [(k,list(g)) for k,g in groupby('aabbb')]); t(lambda: groupby([1],key=3)); t(lambda: next(iter(groupby([1])))); t(lambda: [ (x) for x in compress('abc',[1,0,1])])

import sys
big=count(sys.maxsize-1); t(lambda: [next(big) for _ in range(3)]); t(lambda: big); t(lambda: count(2**70)); t(lambda: next(count(1,0.5)))
t(lambda: product(3)); t(lambda: count(1,'a')); t(lambda: cycle(3)); 
g=groupby([1,1,2]); k,a=next(g); k2,b=next(g); t(lambda: list(a)); t(lambda: list(b))
a,b=tee([1,2,3]); next(a); import copy; c=copy.copy(a); t(lambda: (list(a),list(b),list(c))); t(lambda: type(a)); t(lambda: type(a).__name__); t(lambda: tee(a)[0] is a)
