# min and max of two, natives that bind as they stand, operators of built-in types.
for a,b in ((1,2),(2,1),(1.0,1),(1,1.0),(True,1),(float('nan'),1.0),(1.0,float('nan')),(2.5,2.5),(0.0,-0.0),(-0.0,0.0)):
    print(min(a,b),max(a,b))
def f():
    try: min(1,2,key=3)
    except TypeError as e: print(e)
    print(min([1,2],[1,3]), max('a','b'), min((3,),(2,)))
f()
l=[1,2]
print(l+[3], [] + l, l*0, l*3, l*-1, []*10**9, (1,)+(2,3), ()+(1,), (1,2)*2, [1]+[[]]*2)
try: l*(2**62)
except MemoryError as e: print('ME')
try: l+(1,)
except TypeError as e: print(e)
try: (1,)+[1]
except TypeError as e: print(e)
class L(list):
    def __radd__(s,o): return 'radd'
    def __add__(s,o): return 'add'
class T(tuple):
    def __radd__(s,o): return 'tradd'
print([1]+L([2]), L([1])+[2], (1,)+T((2,)), {1}|frozenset([2]), frozenset([2])|{1}, {1,2}&{2}, {1}-{1}, {1}^{2}, {1:2}|{3:4})
import collections
print({1:2}|collections.OrderedDict([(3,4)]), {1:2}|collections.defaultdict(int,{5:6}), collections.Counter('ab')+collections.Counter('b'))
print("%s" % 5, "%d %s" % (1,'a'), b"%d" % 3)
print(abs(-5), isinstance(3,int), divmod(7,-2), ord('a'), chr(97))
import math
print(math.sqrt(2.0), math.floor(2.5), math.gcd(12,18), math.pi)
try: math.sqrt(-1)
except ValueError as e: print(e)
try: math.sqrt()
except TypeError as e: print(e)
try: abs()
except TypeError as e: print(e)
print(int('12'),int(' 12 '),int('1_0'),int('-5'),int(b'7'),int(3.9),int(True))
for bad in ('','x','1__0','٣'):
    try: print(int(bad))
    except ValueError as e: print(e)
print([1,2]==[1,2.0],[1,[2]]==[1,[2]],[float('nan')]==[float('nan')],[1,2]<[1,3],[1]<[1,2],[2]>[1,5],[[1],2]<[[1],3])

