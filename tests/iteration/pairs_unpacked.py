# Loops that unpack what enumerate, zip and items give.
for i,(k,v) in enumerate({'a':1,'b':2}.items()): print(i,k,v)
for i,c in enumerate('héllo',5): print(i,c,end=' ')
for i,c in enumerate(range(3),2**63-2): print(i,c,end=' ')
e=enumerate([1,2,3]); p=next(e); q=next(e); print(p,q, next(e))
for a,b in zip([1,2,3],'ab'): print(a,b)
for a,b in zip([1,2],[3,4],strict=True): print(a,b)
d={'a':1,'b':2}
try:
    for k,v in d.items(): d[k+'x']=1
except RuntimeError as e: print(e)
import sys
class O: pass
xs=[O() for _ in range(3)]
print([sys.getrefcount(x) for i,x in enumerate(xs)])
for i,x in enumerate(xs): print(sys.getrefcount(x), end=' ')
dd={i:O() for i in range(3)}
for k,v in dd.items(): print(sys.getrefcount(v), end=' ')
for a,b in zip(xs,xs): print(sys.getrefcount(a), end=' ')
