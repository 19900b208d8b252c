# Signature.bind(): which argument goes where, and what is said of those that fit nowhere.
import inspect
def t(f, *a, **k):
    try:
        print(inspect.signature(f).bind(*a, **k))
    except TypeError as e:
        print(e)


def t1(a_po, b_po, c_po=3, /, foo=42, *, bar=50, **kwargs): pass
t(t1,a_po=1,b_po=2)
t(t1)
t(t1,1)
t(t1,1,2,c_po=3)
def t2(a,*,foo=1,bar): pass
t(t2,1)
t(t2)
t(t2,1,2)
t(t2,1,bar=1,x=2)
def t3(c_po=3,d_po=4,/): pass
t(t3,c_po=33,d_po=44)
t(t3,c_po=1)
t(t3,1,d_po=2)
def t4(a,b,/,c,*,d): pass
t(t4)
t(t4,1)
t(t4,1,2)
t(t4,1,2,3)
t(t4,1,2,c=3)
t(t4,a=1,b=2,c=3,d=4)
t(t4,1,b=2,c=3,d=4)
def t5(*args,**kw): pass
t(t5,1,a=2)
def t6(a,b): pass
t(t6,1,a=2)
t(t6,b=1)
t(t6,1,2,3)
t(t6,1,2,c=1)
try: print(inspect.signature(t6).bind_partial(b=1))
except TypeError as e: print(e)
def t7(a=1,b=2,/): pass
t(t7,b=3)
def t8(a=1,b=2,/,**k): pass
t(t8,b=3)
def t9(a,*args,b,c=1,**k): pass
t(t9,1,2,3,b=4)
t(t9,1,2,3)
t(t9)
t(t9,1,b=2,args=3,a=4) 
t(t9,1,b=2,args=3)
t(t9,b=1)
t(t9,1)
try: print(inspect.signature(t9).bind_partial(c=1), inspect.signature(t9).bind_partial(), inspect.signature(t9).bind_partial(1,2,3))
except TypeError as e: print(e)


class Textual:
    __text_signature__ = "(a, /, b, c=True)"

    def __call__(self, *args, **kwargs):
        pass


class Unequal:
    def __call__(self, a):
        pass

    def __eq__(self, other):
        raise ValueError("never compared")


class ByClassMethod:
    @classmethod
    def __init__(cls, b):
        pass


class ByStaticMethod:
    @staticmethod
    def __init__(b):
        pass


class Telling:
    __signature__ = "(x, *, y=1)"


for thing in Textual, Textual(), Unequal(), ByClassMethod, ByStaticMethod, Telling, zip, map, filter, frozenset, reversed:
    print(inspect.signature(thing))
