# What + and * of sequences do with every kind of operand: after what numbers do, and called as methods.
from collections import deque
from array import array
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class I:
    def __index__(self): return 2
class R:
    def __radd__(self,o): return ('radd',type(o).__name__)
    def __rmul__(self,o): return ('rmul',type(o).__name__)
    def __iter__(self): return iter('xy')
class IR(I):
    def __rmul__(self,o): return 'IRmul'
class L(list): pass
class LM(list):
    def __mul__(self,o): return 'LM mul'
class LR(list):
    def __rmul__(self,o): return 'LR rmul'
class LA(list):
    def __add__(self,o):
        return super().__add__(o)
seqs=[[1],(1,),'a',b'a',bytearray(b'a'),deque([1]),array('i',[1]),L([1]),LM([1]),LR([1]),LA([1])]
others=[3,-1,I(),R(),IR(),'s',b's',2.0,None,[2],(2,),10**30,True,L([5]),deque([7]),{1:2},{1}]
for s in seqs:
    for o in others:
        t(lambda: s+o); t(lambda:o+s)
        if not (isinstance(o,int) and o>100):
            t(lambda:s*o); t(lambda:o*s)
        else:
            t(lambda:s*o)
        def ia():
            x=type(s)(s) if not isinstance(s,array) else array('i',[1]); x+=o; return x
        def im():
            x=type(s)(s)if not isinstance(s,array) else array('i',[1]); x*=o; return x
        def im2():
            x=o; x*=s; return x
        def ia2():
            x=o if not isinstance(o,(list,deque)) else type(o)(o); x+=s; return x
        t(ia); t(im); t(im2); t(ia2)
    for m in ('__add__','__mul__','__rmul__','__iadd__','__imul__','__contains__','__len__','__eq__','__lt__'):
        for a in ((),(1,2),('q',),(2.0,),(None,),(10**30,),(slice(0,1),),(1,2,3)):
            def g():
                x=type(s)(s) if not isinstance(s,array) else array('i',[1])
                return getattr(x,m)(*a)
            t(g)
    t(lambda:s.__mul__(x=1)); t(lambda:s.__add__(x=1)); t(lambda:s.__getitem__(x=1))
