# Views of several dimensions, formats, order of bytes, released views, and __buffer__ of classes.
def t(f):
    try:
        r=f()
        print(repr(r) if not isinstance(r,memoryview) else ('mv',r.tolist() if r.format!='w' else 0,r.format,r.shape,r.strides,r.ndim,r.itemsize,r.nbytes,r.readonly,r.c_contiguous,r.f_contiguous,r.contiguous,r.suboffsets))
    except BaseException as e: print(type(e).__name__, e)
m=memoryview(bytes(range(24)))
a=m.cast('B',[2,3,4]); b=m.cast('B',(4,6)); z=m[:1].cast('B',[]); one=m.cast('B',[24])
h=m.cast('H',shape=[3,4])
for x in (a,b,z,one,h,m,m[::2],m[5:5],b[1:3],b[::2],b[::-1],h[1:],a[::-1]):
    t(lambda:x); t(lambda:len(x)); t(lambda:x[0]); t(lambda:x[1,2]); t(lambda:x[1,2,3]); t(lambda:x[()]); t(lambda:x[...]); t(lambda:x[0:1]); t(lambda:x[0:1,0:1]); t(lambda:x['a']); t(lambda:x[0,'a']); t(lambda:x[9]); t(lambda:x[9,9]); t(lambda:x[-1,-1]); t(lambda:list(x)); t(lambda:list(reversed(x))); t(lambda:x.tobytes()); t(lambda:x.tobytes('F')); t(lambda:x.tobytes(order='A')); t(lambda:x.tobytes('Q'));t(lambda:x.tobytes(None)); t(lambda:x.tobytes(3)); t(lambda:x.hex()); t(lambda:x.hex(':',2)); t(lambda:x.cast('B')); t(lambda:x.cast('B',[2,2])); t(lambda:x.cast('I')); t(lambda:x.cast('b',[4,6])); t(lambda:x==m); t(lambda:x==b); t(lambda:x!=a); t(lambda:hash(x)==hash(x.tobytes())); t(lambda:bytes(x)); t(lambda:x.toreadonly()); t(lambda:x.obj is m.obj); t(lambda:3 in x); t(lambda: x==x.tobytes())
    t(lambda: bytes(x[1:])); t(lambda: memoryview(x)); t(lambda: x<x)
ba=bytearray(range(12))
w=memoryview(ba); w2=w.cast('B',[3,4]); w0=w[:1].cast('B',())
def s(x,k,v):
    x[k]=v
    return bytes(ba)
for x in (w,w2,w0,w[::2],w.cast('h'),w.cast('f'),w[:8].cast('d'),w.cast('?'),w.cast('c'),w[:8].cast('P'),w.cast('e'),w[:8].cast('N')):
    for k in (0,(1,1),(),...,slice(0,2),(slice(0,1),slice(0,1)),'a',(0,),99,(0,99),-1,slice(None),slice(0,0),None):
        for v in (7,b'\x01\x02',b'x',300,-1,'a',1.5,None,True,10**30,memoryview(b'ab'),[1,2]):
            t(lambda:s(x,k,v))
    def d(): del x[0]
    t(d)
for args in (('B',5),('B',[0,24]),('B',[-1]),('B',['a']),('B',[1.0]),('B',[2**62,8]),('B',[5,5]),('B',[1]*65),('B',{}),('Z',),('@I',),('<I',),('',),(3,),('BB',),('B',[24],3),(),('B',None)):
    t(lambda:m.cast(*args))
t(lambda:m[:0].cast('B',[1])); t(lambda:m[:0].cast('I')); t(lambda:m[::2].cast('H')); t(lambda:a.cast('B',[4,6])); t(lambda:h.cast('I')); t(lambda:h.cast('B').cast('I'))
t(lambda:m.cast('I').tolist()); t(lambda:m.cast('e').tolist()); t(lambda:m.cast('P').tolist()[:1]); t(lambda:m.cast('q').cast('B')==m)
r=memoryview(b'abc'); r.release()
for at in ('obj nbytes readonly itemsize format ndim shape strides suboffsets c_contiguous f_contiguous contiguous'.split()): t(lambda:getattr(r,at))
for f in (lambda:len(r),lambda:r[0],lambda:list(r),lambda:r.tobytes(),lambda:r.tolist(),lambda:r.hex(),lambda:r.cast('B'),lambda:r.toreadonly(),lambda:hash(r),lambda:r==r,lambda:r==b'abc',lambda:r.__enter__(),lambda:r.release(),lambda:r.__exit__(1,2,3),lambda:memoryview(r),lambda:bytes(r),lambda:repr(r)[:16],lambda:r<r,lambda:bytearray(r),lambda:b''.join([r]),lambda:3 in r, lambda:r.__exit__(), lambda: b'a'+r, lambda:bytearray(b'a').extend(r)): t(f)
with memoryview(b'x') as q: pass
t(lambda:q[0])
for bad in (3,'a',[1],None,object()): t(lambda:memoryview(bad))
t(lambda:memoryview()); t(lambda:memoryview(object=b'a'));
class B(bytes): pass
t(lambda:memoryview(B(b'xy'))); t(lambda:memoryview(B(b'xy')).obj)
try:
    class V(memoryview): pass
except TypeError as e: print(e)
x=bytearray(b'abc'); y=memoryview(x)
for f in (lambda:x.append(1),lambda:x.extend(b'a'),lambda:x.pop(),lambda:x.clear(),lambda:x.__init__(b'zz'),lambda:x.__iadd__(b'r'),lambda:x.__delitem__(0),lambda:x.__setitem__(slice(0,1),b'qq'),lambda:x.__setitem__(slice(0,1),b'q'),lambda:x.reverse(),lambda:x.insert(0,1),lambda:x.remove(97),lambda:x.__imul__(2)): t(f)
print(x)
y.release(); x.append(1); print(x)
from array import array
for c in 'bBhHiIlLqQfdw':
    A=array(c,'ab' if c=='w' else [1,2]); t(lambda:memoryview(A)); t(lambda:memoryview(A).tolist()); t(lambda: memoryview(A)==A); t(lambda:memoryview(A)[0]); t(lambda: memoryview(A).cast('B').tolist())
t(lambda: memoryview(array('f',[1.0]))==memoryview(array('d',[1.0]))); t(lambda: memoryview(array('i',[1,2]))==memoryview(array('q',[1,2]))); t(lambda: memoryview(b'ab')==[97,98]); t(lambda: memoryview(array('f',[float('nan')]))==memoryview(array('f',[float('nan')])))
t(lambda: isinstance(m,__import__('collections.abc').abc.Sequence))
t(lambda: b'abc'.__buffer__(0)); t(lambda: bytearray(b'q').__buffer__(1)); t(lambda: m.__buffer__(0).tolist()[:2]);
class U:
    def __buffer__(self,flags): print('flags',flags); return memoryview(b'user')
    def __release_buffer__(self,v): print('released'); v.release()
t(lambda: memoryview(U()).tobytes()); t(lambda: bytes(U())); t(lambda: b'x'+U()); t(lambda: bytearray(U()))
class U2:
    def __buffer__(self,flags): return 3
t(lambda: memoryview(U2())); t(lambda:bytes(U2()))
from collections.abc import Buffer
t(lambda: [isinstance(q,Buffer) for q in (b'',bytearray(),m,U(),3,'')])
match m[:2]:
    case [p,q]: print(p,q)
class U:
    def __buffer__(self,flags): print('flags',flags); return memoryview(b'user')
    def __release_buffer__(self,v): print('released'); v.release()
m=memoryview(U())
print(1)
del m
print(2)
m=memoryview(U())
m.release()
m=memoryview(U())
x=m.tobytes()
b=bytearray(b'abc')
memoryview(b)[1:]
b.append(4)
print(b)
