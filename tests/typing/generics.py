# Generic classes, protocols, typed tuples and dicts, hints evaluated.
from typing import *

T = TypeVar('T'); K = TypeVar('K', bound=int); V = TypeVar('V', int, str); C = TypeVar('C', covariant=True); CC=TypeVar('CC', contravariant=True)
print(T, K, V, C, CC, K.__bound__, V.__constraints__)
class Stack(Generic[T]):
    def push(self, x: T) -> None: ...
print(Stack[int], Stack.__orig_bases__, Stack.__parameters__, Stack.__mro__, Stack[T], Stack[T][int])
print(List[T], List[T][int], Dict[K, V], Dict[T, List[T]][int], Union[T, int][str], Callable[[T], T][int])
print(List[int] == List[int], hash(List[int]) == hash(List[int]), Union[int, str] == Union[str, int])
class P(Protocol):
    def f(self) -> int: ...
print(P.__mro__, P.__bases__)
try: P()
except TypeError as e: print(e)
@runtime_checkable
class Q(Protocol):
    def f(self) -> int: ...
class Has:
    def f(self): return 1
print(isinstance(Has(), Q), isinstance(3, Q), issubclass(Has, Q))
try: isinstance(3, P)
except TypeError as e: print(e)
class Pt(NamedTuple):
    x: int
    y: int = 0
    def norm(self): return self.x + self.y
p = Pt(1)
print(p, p.norm(), Pt.__annotations__, Pt._fields, Pt._field_defaults, p._replace(x=5), p == (1, 0), Pt.__mro__)
print(NamedTuple('E', [('a', int), ('b', str)])(1, 'x'))
class TD(TypedDict):
    a: int
    b: str
print(TD(a=1, b='x'), TD.__annotations__, TD.__total__, TD.__required_keys__, TD.__mro__, type(TD))
class TD2(TD, total=False):
    c: NotRequired[int]
print(sorted(TD2.__required_keys__), sorted(TD2.__optional_keys__), TD2.__total__)
print(cast(int, 'x'), TYPE_CHECKING, final(Stack) is Stack, Stack.__final__)
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
try: ov(1)
except NotImplementedError as e: print(e)
def ann(a: int, b: 'str', c: Optional[int] = None, *d: List['Stack']) -> 'Stack[int]': ...
print(get_type_hints(ann))
class CA:
    x: int
    y: 'str'
    z: ClassVar[int] = 3
    w: Annotated[int, 'm']
print(get_type_hints(CA), get_type_hints(CA, include_extras=True))
print(get_origin(List[int]), get_args(List[int]), get_args(Callable[[int], str]), get_origin(Union[int, str]), get_args(Optional[int]), get_origin(list[int]), get_args(dict[str, int]), get_origin(int), get_args(int), get_args(Literal[1, 2]), get_args(Annotated[int, 3]), get_origin(Annotated[int, 3]))
UserId = NewType('UserId', int)
print(UserId, UserId(5), UserId.__supertype__, UserId.__name__)
print(ForwardRef('x'), assert_never.__name__, reveal_type.__name__, no_type_check(Stack))
for bad in (lambda: List[int]('x'), lambda: Any(), lambda: Union(), lambda: Optional[int, str], lambda: Dict[int], lambda: Stack[int, str], lambda: isinstance(1, List[int]), lambda: isinstance([], List), lambda: Generic[int], lambda: Optional[1], lambda: Literal, lambda: ClassVar[int, str], lambda: Callable[int], lambda: Union[()], lambda: TypeVar('A', int), lambda: int[3], lambda: Stack[()], lambda: isinstance(3, Any), lambda: List[T][int, str], lambda: assert_never(3)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(List.__origin__, List[int].__args__, Dict.__origin__, Optional[int].__args__, List[int].__origin__, List._name, Callable[[int], str].__args__)
class MyList(List[int]): pass
print(MyList.__mro__, MyList.__orig_bases__, MyList([1]))
class MD(Dict[str, T]): pass
print(MD[int], MD.__parameters__, MD.__mro__)
print(Any.__class__, type(List), type(Union), type(Optional), type(List[int]), type(Union[int,str]), type(Literal[1]), type(Callable[[int], str]))
print(int | List[int], List[int] | None, Optional[int] | str, Any | int)
print(List[Any], Dict[str, Any], Callable[[Any], Any], Optional[Any])
class G2(Stack[T], Generic[T, K]): pass
print(G2[int, str], G2.__mro__, G2.__parameters__)
class PG(Protocol[T]):
    x: T
print(PG[int], PG.__orig_bases__, PG.__mro__)
@dataclass_transform()
def dt(x): return x
print(is_typeddict(TD), get_protocol_members(P), is_protocol(P))
print(Self, Never, NoReturn == Never, Unpack[tuple[int]])
@override
def o(): pass
print(o.__override__)
