# Sorts of ints, floats with and without NaN, str, tuples and mixtures; stable both ways.
import random
random.seed(3)
for n in (0,1,2,3,5,20,64,65,100):
    for kind in (lambda: random.randrange(n+1), lambda: random.random(), lambda: str(random.randrange(n+1)), lambda: random.choice([1,2.5,True]), lambda:(random.randrange(3),random.randrange(5)), lambda: random.choice([float('nan'),1.0,2.0]), lambda: 10**20*random.randrange(4)):
        l=[kind() for _ in range(n)]
        for rev in (0,1):
            m=list(l); m.sort(reverse=rev); print(m[:30], sum(hash(str(x)) for x in m))
            m=sorted(l,key=lambda x:str(x)[-1:],reverse=rev); print(m[:30])
            m=sorted(enumerate(l),key=lambda x:int(x[0]%3),reverse=rev); print(m[:30])
        print(sorted(l,key=None)[:5])
