# norm: addr
import enum
from enum import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
t(lambda: Color.RED); t(lambda: str(Color.RED)); t(lambda: Color(2)); t(lambda: Color(9)); t(lambda: Color['RED']); t(lambda: Color['X']); t(lambda: Color.CRIMSON is Color.RED); t(lambda: list(Color)); t(lambda: len(Color)); t(lambda: Color.RED in Color); t(lambda: 1 in Color); t(lambda: 9 in Color); t(lambda: 'a' in Color); t(lambda: Color.__members__); t(lambda: Color); t(lambda: Color.RED.name); t(lambda: Color.RED.value); t(lambda: hash(Color.RED)==hash('RED')); t(lambda: Color.X); t(lambda: Color.RED.foo)
def f(): Color.RED=3
t(f)
def f(): del Color.RED
t(f)
def f():
    class Sub(Color): pass
t(f)
t(lambda: reversed(Color)); t(lambda: list(reversed(Color))); t(lambda: bool(Color)); t(lambda: Color.RED == 1); t(lambda: Color.RED < Color.GREEN); t(lambda: dir(Color)); t(lambda: dir(Color.RED)); t(lambda: format(Color.RED,'>12')); t(lambda: f'{Color.RED}')
def f(): Color.RED.value=3
t(f)
def f(): Color.RED.name='x'
t(f)
class N(IntEnum):
    A=1; B=auto(); C=10; D=auto()
t(lambda: list(N)); t(lambda: str(N.A)); t(lambda: N.A+1); t(lambda: f'{N.A}'); t(lambda: N.A==1); t(lambda: N('A')); t(lambda: N.A.to_bytes(2,'big'))
class S(StrEnum):
    A=auto(); B='bee'
t(lambda: list(S)); t(lambda: str(S.A)); t(lambda: S.B.upper()); t(lambda: S('bee'))
def f():
    class S2(StrEnum): A=1
t(f)
class F(Flag):
    R=auto(); W=auto(); X=auto(); RW=R|W
t(lambda: list(F)); t(lambda: F.R|F.X); t(lambda: F.RW); t(lambda: F(0)); t(lambda: F(8)); t(lambda: ~F.R); t(lambda: F.RW & F.R); t(lambda: F.R ^ F.RW); t(lambda: list(F.RW)); t(lambda: F.R in F.RW); t(lambda: len(F.RW)); t(lambda: bool(F(0))); t(lambda: str(F.R|F.X)); t(lambda: F(7)); t(lambda: (F.R|F.X).name); t(lambda: F(0).name); t(lambda: F.R | 1); t(lambda: 1 in F.R); t(lambda: F.__members__); t(lambda: F('a')); t(lambda: str(F(0)))
class I(IntFlag):
    A=1; B=2; C=4
t(lambda: I.A|I.B); t(lambda: I(9)); t(lambda: I.A|8); t(lambda: ~I.A); t(lambda: str(I.A|I.B)); t(lambda: I(0)); t(lambda: list(I(7))); t(lambda: I.A+I.B); t(lambda: f'{I.A|I.B}'); t(lambda: I(-1)); t(lambda: ~I(9)); t(lambda: I.A in I(3)); t(lambda: I(8)); t(lambda: I(8).name)
P=Enum('P','X Y Z'); t(lambda: list(P)); t(lambda: P.__module__); t(lambda: Enum('Q',['A','B'],start=5)(6)); t(lambda: list(Enum('Q',[('A',7),('B',8)]))); t(lambda: list(Enum('Q',{'a':1}))); t(lambda: list(IntEnum('Q','a b'))); t(lambda: list(Flag('Q','a,b c')))
class Planet(Enum):
    E=(1,2); M=(3,4)
    def __init__(self,a,b): self.a=a; self.b=b
    @property
    def s(self): return self.a+self.b
    def m(self): return self.name
    @classmethod
    def cm(cls): return cls.E
    @staticmethod
    def sm(): return 3
t(lambda: Planet.E.s); t(lambda: Planet.M.m()); t(lambda: Planet((1,2))); t(lambda: Planet(1,2)); t(lambda: Planet.cm()); t(lambda: Planet.sm())
def f():
    @unique
    class U(Enum): A=1;B=1;C=2;D=2
t(f)
def f():
    class U(Enum): A=1;A=2
t(f)
def f():
    class U(Enum): mro=1
t(f)
def f():
    class U(Enum): _a_=1
t(f)
class Miss(Enum):
    A=1
    @classmethod
    def _missing_(cls,v): return cls.A if v=='a' else None
t(lambda: Miss('a')); t(lambda: Miss('b'))
class Bad(Enum):
    A=1
    @classmethod
    def _missing_(cls,v): return 5
t(lambda: Bad('b'))
class Au(Enum):
    def _generate_next_value_(name,start,count,last): return name.lower()
    A=auto(); B=auto()
t(lambda: list(Au))
class Nw(bytes,Enum):
    def __new__(cls,v,l):
        o=bytes.__new__(cls,[v]); o._value_=v; o.l=l; return o
    A=(1,'x'); B=(2,'y')
t(lambda: list(Nw)); t(lambda: Nw(2)); t(lambda: Nw.A.l); t(lambda: Nw.A==b'\x01')
class Mx(float,Enum):
    A=1.5
t(lambda: Mx.A); t(lambda: str(Mx.A)); t(lambda: f'{Mx.A}'); t(lambda: Mx.A*2)
class Ig(Enum):
    _ignore_='x'; x=3; A=1
t(lambda: list(Ig))
def f():
    class Od(Enum): _order_='B A'; A=1; B=2
t(f)
class NM(Enum):
    A=member(1); B=nonmember(2)
    @member
    def f(): pass
    def g(self): pass
    class Inner: pass
t(lambda: list(NM)); t(lambda: NM.B); t(lambda: NM.Inner)
import copy
t(lambda: copy.copy(Color.RED) is Color.RED); t(lambda: copy.deepcopy(Color.RED) is Color.RED); t(lambda: Color.RED.__reduce_ex__(2)); t(lambda: Color.__doc__); t(lambda: isinstance(Color.RED,Color)); t(lambda: type(Color)); t(lambda: EnumMeta is EnumType); t(lambda: Color.RED.RED); t(lambda: Enum('X',3)); t(lambda: Color()); t(lambda: Color.__contains__); t(lambda: enum.__all__); t(lambda: auto()); t(lambda: auto().value)
match Color.RED:
    case Color.RED: print('red')
t(lambda: Color.RED.__class__); t(lambda: Color._member_names_); t(lambda: Color._member_map_); t(lambda: Color._value2member_map_); t(lambda: Color.__call__(1))
class BB(Flag, boundary=CONFORM):
    A=1;B=2
t(lambda: BB(7)); 
class KK(Flag, boundary=KEEP): A=1;B=2
t(lambda: KK(7)); t(lambda: ~KK(4))
class EE(Flag, boundary=EJECT): A=1;B=2
t(lambda: EE(7)); t(lambda: FlagBoundary.STRICT); t(lambda: list(FlagBoundary))
@verify(CONTINUOUS)
class V(Enum): A=1;B=2
def f():
    @verify(CONTINUOUS)
    class V(Enum): A=1;B=3
t(f)
def f():
    @verify(NAMED_FLAGS)
    class V(Flag): A=1;B=6
t(f)
def f():
    @verify(UNIQUE)
    class V(Enum): A=1;B=1
t(f)
class Unh(Enum): A=[1]; B={}
t(lambda: Unh([1])); t(lambda: Unh([2])); t(lambda: Unh.A.value)
class Emp(Enum): pass
t(lambda: Emp(1)); t(lambda: list(Emp))
class Emp2(Emp): A=1
t(lambda: Emp2.A)
t(lambda: show_flag_values(7)); t(lambda: enum.bin(5)); t(lambda: enum.bin(-5,8))
class Neg(Flag):
    A=1; B=2; C=-1
t(lambda: Neg.C)
class DD(Enum):
    A=auto(); B=auto(); C='x'; 
t(lambda: list(DD))
def f():
    class D2(Enum): A='x'; B=auto()
t(f)
class P2(Enum):
    A=1
    @enum.property
    def nm(self): return 'p'+self.name
t(lambda: P2.A.nm); t(lambda: P2.nm)
