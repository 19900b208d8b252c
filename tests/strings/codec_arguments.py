# Arguments of codec methods, of hex() and of a second __init__.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class L(list): pass
import operator
t(lambda:operator.mul([1],'a')); t(lambda:operator.concat([1],'a')); t(lambda:operator.iconcat([1],'ab')); t(lambda:operator.concat(1,2)); t(lambda:operator.iconcat(1,2)); t(lambda: operator.imul(2,[1]))
t(lambda: bytes.hex(b'ab','xx')); t(lambda: b'ab'.hex('::',2)); t(lambda:b'ab'.hex(':','x'));t(lambda:b'ab'.hex(3)); t(lambda:b'ab'.hex(None)); t(lambda: b'ab'.hex(b'')); t(lambda:b'ab'.hex('é'));t(lambda:b'ab'.hex(b'\xff'))
t(lambda: bytearray().decode('nosuch')); t(lambda:b''.decode('x','y')); t(lambda:''.encode('nosuch')); t(lambda: b'a'.decode('\ud800')); t(lambda: 'a'.encode('\ud800'));t(lambda: b'a'.decode('x\0')); t(lambda:str(b'a','\ud800')); t(lambda: b'\xff'.decode('utf-8','\ud800'));t(lambda: b'\xff'.decode('utf-8','nosuch'))
b=bytearray(b'abc')
for a in ((5,'x'),(len,),('a','nope'),('a',),(-1,),(10**30,),(b'x','y')):
    b=bytearray(b'abc')
    t(lambda: b.__init__(*a)); print(b)
t(lambda:{}.keys().__init__(1,2)); t(lambda: iter([]).__init__(3)); t(lambda:(lambda:0).__init__(1)); t(lambda: (x for x in()).__init__(1,2)); t(lambda: len.__init__(4)); t(lambda: type(None).__init__(None,4)); t(lambda: [].__iter__().__init__(k=3)); t(lambda: range(3).__init__(1,2));t(lambda: slice(3).__init__(1,2));t(lambda: super(L,L()).__init__([1],2)); t(lambda: memoryview(b'a').__init__(2)); t(lambda: (1).__init__(2)); t(lambda:'a'.__init__(1,2,3)); t(lambda: object().__init__(1)); t(lambda: object.__new__(int)); t(lambda:type.__init__(L,1,2)); t(lambda: (1,).__init__(3))
