# What set and dict displays compare, and when they let go of what they were given.
print({'a':1,'b':2,'a':3},{1:2,1.0:3,True:4},{(1,2):[3]}, {1,2,2,True,1.0}, {'x','y','x'})
class H:
    def __init__(s,n): s.n=n
    def __hash__(s): print('hash',s.n); return 1
    def __eq__(s,o): print('eq',s.n,getattr(o,'n',o)); return s.n==getattr(o,'n',None)
    def __del__(s): print('del',s.n)
def g():
    return len({H(1),H(2),H(1)}), len({H(3):H(4),H(3):H(5)})
print(g())
