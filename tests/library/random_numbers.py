# norm: addr
import random
random.seed(42)
print(random.random(), random.randint(1,100), random.randrange(10,1000,7), random.choice('abcdef'), random.choices([1,2,3],k=4), random.choices('ab',[1,3],k=5), random.choices('ab',cum_weights=[1,3],k=5))
l=list(range(10)); random.shuffle(l); print(l, random.sample(range(100),5), random.sample(range(1000000),3), random.sample([1,2],counts=[3,4],k=3))
print(random.uniform(1,5), random.triangular(), random.triangular(0,10,3), random.gauss(), random.gauss(5,2), random.normalvariate(), random.lognormvariate(0,1), random.expovariate(), random.expovariate(2))
print(random.betavariate(2,3), random.gammavariate(2,3), random.gammavariate(0.5,1), random.gammavariate(1,2), random.paretovariate(3), random.vonmisesvariate(1,4), random.vonmisesvariate(1,1e-8), random.weibullvariate(1,2), random.binomialvariate(10,0.3), random.binomialvariate(100,0.4), random.binomialvariate(1,.5), random.binomialvariate(5,0.9))
print(random.getrandbits(5), random.getrandbits(100), random.randbytes(5))
for s in ('abc', b'abc', bytearray(b'x'), 1.5, -7, 2**100, 0, True, None and 0):
    if s is not None:
        random.seed(s); print(s, random.random(), random.getrandbits(40))
random.seed('abc',version=1); print(random.random())
st=random.getstate(); a=random.random(); random.setstate(st); print(a==random.random(), st[0], len(st[1]), st[2])
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: random.choice([])); t(lambda: random.randint(5,1)); t(lambda: random.randrange(0)); t(lambda: random.randrange(1,2,0)); t(lambda: random.randrange(1.5)); t(lambda: random.sample([1],2)); t(lambda: random.sample({1},1)); t(lambda: random.sample([1,2],-1)); t(lambda: random.choices([],k=1)); t(lambda: random.choices([1,2],[1])); t(lambda: random.choices([1,2],[1,2],cum_weights=[1,2])); t(lambda: random.choices([1],[0])); t(lambda: random.seed([])); t(lambda: random.seed(())); t(lambda: random.setstate((1,2,3))); t(lambda: random.getrandbits(-1)); t(lambda: random.randrange(10,5)); t(lambda: random.randrange(1,step=2)); t(lambda: random.gammavariate(0,1)); t(lambda: random.binomialvariate(-1)); t(lambda: random.binomialvariate(2,3)); t(lambda: random.sample([1,2],k=1,counts=[1])); t(lambda: random.randrange(10,1,2)); t(lambda: random.choices(5)); t(lambda: random.choices([1,2], 3)); t(lambda:random.choices([1,2], [float('inf'),1])); t(lambda: random.sample([1,2,3],5,counts=[1,1,1])); t(lambda:random.sample([1],1,counts=[1.5])); t(lambda: random.sample([1],1,counts=[-1]))
r=random.Random(3); print(r.random(), r.gauss(0,1)); print(random.Random(5).randint(1,6)); print(random.Random('x').random()); print(random.__all__)
class R(random.Random):
    def random(self): return 0.25
x=R(1); print(x.randrange(10), x.choice('abcd'), x._randbelow)
