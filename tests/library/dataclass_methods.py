# norm: addr
import dataclasses
from dataclasses import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 3
    z: list = field(default_factory=list)
t(lambda: P(1)); t(lambda: P()); t(lambda: P(1,2,3,4)); t(lambda: P(1)==P(1)); t(lambda: P(1)==P(2)); t(lambda: P(1)==3); t(lambda: hash(P(1))); t(lambda: P.__doc__); t(lambda: P.__match_args__); t(lambda: P.__init__.__annotations__); t(lambda: P(1)<P(2)); t(lambda: fields(P)); t(lambda: P.__dataclass_params__); t(lambda: asdict(P(1,2,[P(3)]))); t(lambda: astuple(P(1,2,[P(3)]))); t(lambda: replace(P(1),x=9)); t(lambda: replace(P(1),q=1)); t(lambda: is_dataclass(P)); t(lambda: is_dataclass(P(1))); t(lambda: is_dataclass(3)); t(lambda: fields(3)); t(lambda: asdict(P)); t(lambda: P.__init__.__qualname__); t(lambda: P.__repr__.__qualname__); t(lambda: P.__eq__.__qualname__)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = 'q'
t(lambda: F(1)<F(2)); t(lambda: F(1)<=F(1,'r')); t(lambda: hash(F(1))==hash((1,'q'))); t(lambda: F(1)<3)
def f(): F(1).a=3
t(f)
def f(): del F(1).a
t(f)
def f(): F(1).zz=3
t(f)
def f():
    @dataclass
    class X:
        a: int=1
        b: int
t(f)
def f():
    @dataclass
    class X: a: list=[]
t(f)
def f():
    @dataclass
    class X: a=field()
t(f)
def f():
    @dataclass
    class X(F): c: int=1
t(f)
def f():
    @dataclass(frozen=True)
    class X(P): c: int=1
t(f)
def f():
    @dataclass(order=True,eq=False)
    class X: c: int=1
t(f)
t(lambda: field(default=1,default_factory=int)); t(lambda: field(default=1)); t(lambda: field())
@dataclass
class B: 
    i: int = 0
    def __post_init__(self): self.s=self.i*2
@dataclass
class C(B):
    j: int = 5
t(lambda: C(1,2)); t(lambda: C(4).s)
@dataclass
class IV:
    a: int
    b: InitVar[int] = 4
    c: int = field(init=False, default=9)
    def __post_init__(self, b): self.c=b
t(lambda: IV(1)); t(lambda: IV(1,7)); t(lambda: replace(IV(1),a=2)); t(lambda: replace(IV(1),c=2)); t(lambda: InitVar[int])
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
t(lambda: K(a=1)); t(lambda: K(1)); t(lambda: K.__doc__)
@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 3
    c: int
t(lambda: K2(1,c=2)); t(lambda: K2.__match_args__)
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
    def me(self): return super().__repr__()[:10]
t(lambda: S(1)); t(lambda: S.__slots__); t(lambda: S(1).me())
def f(): S(1).zz=1
t(f)
@dataclass(slots=True, frozen=True)
class SF: a: int
t(lambda: SF(1)); t(lambda: hash(SF(1))==hash((1,)))
def f(): SF(1).a=1
t(f)
@dataclass(repr=False, eq=False, init=False)
class N: a: int=1
t(lambda: N()==N()); t(lambda: N().a); t(lambda: type(N()).__repr__ is object.__repr__)
@dataclass
class R: r: object=None
r=R(); r.r=r; t(lambda: r)
@dataclass(unsafe_hash=True)
class U: 
    a: int
    b: int = field(hash=False, default=1, compare=False, repr=False)
t(lambda: U(1)); t(lambda: hash(U(1,2))==hash(U(1,3))); t(lambda: U(1,2)==U(1,3))
M=make_dataclass('M',['x',('y',int),('z',int,field(default=4))]); t(lambda: M(1,2)); t(lambda: M.__annotations__); t(lambda: make_dataclass('M',['1x'])); t(lambda: make_dataclass('M',['x','x'])); t(lambda: make_dataclass('M',['if'])); t(lambda: M.__module__)
match P(1,2):
    case P(x=1,y=q): print('m',q)
t(lambda: field(metadata={'a':1}).metadata); t(lambda: dataclasses.MISSING.__class__); t(lambda: asdict(3)); t(lambda: dataclasses.__all__)
@dataclass
class W:
    x: "int" = 1
    y: 'ClassVar[int]' = 2
t(lambda: [f.name for f in fields(W)]); t(lambda: W.__doc__)
import copy
t(lambda: copy.copy(P(1))); t(lambda: copy.replace(P(1),x=5)); t(lambda: copy.deepcopy(F(1)))
class Q(P): pass
t(lambda: Q(1)); t(lambda: Q(1)==P(1))
t(lambda: dataclass(3)); 
