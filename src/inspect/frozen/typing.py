"""Type hints: names that say what values a program expects. Nothing here checks them.

Deliberately absent: evaluation of hints in scopes other than a module's or a class's.
"""

import sys
from _typevars import (NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple)
from _typing_forms import (Annotated, Any, ClassVar, Concatenate, Final, ForwardRef, Generic, Literal, LiteralString,
                           Never, NoReturn, NotRequired, Optional, ReadOnly, Required, Self, TypeAlias, TypeGuard,
                           TypeIs, Union, Unpack, _AnnotatedAlias, _BaseGenericAlias, _CallableGenericAlias,
                           _ConcatenateGenericAlias, _Final, _GenericAlias, _LiteralGenericAlias, _NotIterable,
                           _SpecialForm, _UnionGenericAlias, _UnpackGenericAlias, cleanups as _cleanups, flat as _flat,
                           collect_type_parameters as _collect_type_parameters, is_parameter_list as _is_parameter_list,
                           cached as _cached, type_check as _type_check, type_convert as _type_convert, type_repr as _type_repr,
                           wrong_number as _wrong_number)
from _typing_protocols import (Protocol, _ProtocolMeta, get_protocol_members, is_protocol,
                               protocol_attributes as _get_protocol_attrs, runtime_checkable)
from types import FunctionType, GenericAlias, GetSetDescriptorType, MethodType, ModuleType, NoneType, UnionType

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString",
    "Container", "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator",
    "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible", "SupportsAbs",
    "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap",
    "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict",
    "Generator", "BinaryIO", "IO", "Match", "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast",
    "clear_overloads", "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_protocol_members",
    "get_type_hints", "is_protocol", "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check",
    "no_type_check_decorator", "NoDefault", "NoReturn", "NotRequired", "overload", "override", "ParamSpecArgs",
    "ParamSpecKwargs", "ReadOnly", "Required", "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING",
    "TypeAlias", "TypeGuard", "TypeIs", "TypeAliasType", "Unpack"]

TYPE_CHECKING = False
Text = str


# --- generic forms of classes ----------------------------------------------------------------------------------

class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """`List` and the like: names for classes, whose module is imported when the class is asked for."""

    def __init__(self, where, nparams, name, inst=True, defaults=()):
        module, _, attribute = where.rpartition(".")
        self._where = module, attribute
        self._nparams = nparams
        self._defaults = defaults
        self._inst = inst
        self._name = name
        self.__doc__ = f"A generic version of {where.removeprefix('builtins.')}."

    def __getattr__(self, name):
        if name == "__origin__":
            module, attribute = self._where
            try:
                self.__origin__ = getattr(__import__(module, fromlist=[attribute]), attribute)
            except (ImportError, AttributeError):
                # The module is not there: an empty class stands for its own.
                self.__origin__ = type(attribute, (), {"__module__": module})
            return self.__origin__
        return super().__getattr__(name)

    def __getitem__(self, params):
        return _with_params(self, *_flat(params))

    def _made_with(self, params):
        params = tuple([_type_check(p, "Parameters to generic types must be types.") for p in params])
        missing = self._nparams - len(params)
        if 0 < missing <= len(self._defaults):
            params = (*params, *self._defaults[-missing:])
        if not self._nparams:
            raise TypeError(f"{self} is not a generic class")
        if len(params) != self._nparams:
            some = "at least " if self._defaults else ""
            how = "few" if missing > 0 else "many"
            raise TypeError(f"Too {how} arguments for {self}; actual {len(params)}, "
                            f"expected {some}{self._nparams - len(self._defaults)}")
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)


class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    def _warn(self):
        import warnings
        warnings.warn(f"'{self.__module__}.{self._name}' is deprecated and slated for removal in Python 3.14",
                      DeprecationWarning, stacklevel=3)

    def __instancecheck__(self, obj):
        self._warn()
        return super().__instancecheck__(obj)

    def __subclasscheck__(self, cls):
        self._warn()
        return super().__subclasscheck__(cls)

    def __mro_entries__(self, bases):
        self._warn()
        return super().__mro_entries__(bases)


_with_params = _cached(lambda form, *params: form._made_with(params))


class _TupleType(_SpecialGenericAlias, _root=True):
    def _made_with(self, params):
        if len(params) >= 2 and params[-1] is ...:
            each = [_type_check(p, "Tuple[t, ...]: t must be a type.") for p in params[:-1]]
            return self.copy_with((*each, ...))
        return self.copy_with(tuple([_type_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params]))


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        return _with_params(self, tuple(args) if isinstance(args, list) else args, result)

    def _made_with(self, params):
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        args = _flat(args)
        return self.copy_with((*map(_type_convert, args), result))


List = _SpecialGenericAlias("builtins.list", 1, "List", inst=False)
Dict = _SpecialGenericAlias("builtins.dict", 2, "Dict", inst=False)
Set = _SpecialGenericAlias("builtins.set", 1, "Set", inst=False)
FrozenSet = _SpecialGenericAlias("builtins.frozenset", 1, "FrozenSet", inst=False)
Type = _SpecialGenericAlias("builtins.type", 1, "Type", inst=False)
Tuple = _TupleType("builtins.tuple", -1, "Tuple", inst=False)
Deque = _SpecialGenericAlias("collections.deque", 1, "Deque")
DefaultDict = _SpecialGenericAlias("collections.defaultdict", 2, "DefaultDict")
OrderedDict = _SpecialGenericAlias("collections.OrderedDict", 2, "OrderedDict")
Counter = _SpecialGenericAlias("collections.Counter", 1, "Counter")
ChainMap = _SpecialGenericAlias("collections.ChainMap", 2, "ChainMap")
Pattern = _SpecialGenericAlias("re.Pattern", 1, "Pattern")
Match = _SpecialGenericAlias("re.Match", 1, "Match")
ContextManager = _SpecialGenericAlias("contextlib.AbstractContextManager", 2, "ContextManager", defaults=(bool | None,))
AsyncContextManager = _SpecialGenericAlias("contextlib.AbstractAsyncContextManager", 2, "AsyncContextManager",
                                           defaults=(bool | None,))
Callable = _CallableType("collections.abc.Callable", 2, "Callable")
AbstractSet = _SpecialGenericAlias("collections.abc.Set", 1, "AbstractSet")
Generator = _SpecialGenericAlias("collections.abc.Generator", 3, "Generator", defaults=(NoneType, NoneType))
AsyncGenerator = _SpecialGenericAlias("collections.abc.AsyncGenerator", 2, "AsyncGenerator", defaults=(NoneType,))
ByteString = _DeprecatedGenericAlias("collections.abc.ByteString", 0, "ByteString")
for _count, _names in {
    0: "Hashable Sized",
    1: "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence "
       "MutableSequence MappingView KeysView ValuesView",
    2: "Mapping MutableMapping ItemsView",
    3: "Coroutine",
}.items():
    for _name in _names.split():
        globals()[_name] = _SpecialGenericAlias("collections.abc." + _name, _count, _name)
del _count, _names, _name


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    def __int__(self) -> int: ...


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    def __float__(self) -> float: ...


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    def __complex__(self) -> complex: ...


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    def __bytes__(self) -> bytes: ...


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    def __index__(self) -> int: ...


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    def __abs__(self) -> T_co: ...


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    def __round__(self, ndigits: int = 0) -> T_co: ...


class IO(Generic[AnyStr]):
    """Streams, in annotations."""
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


# --- classes made of annotations -------------------------------------------------------------------------------

class NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        types = namespace.get("__annotations__", {})
        defaults = []
        for field in types:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _make_named_tuple(name, types.items(), [namespace[n] for n in defaults], namespace["__module__"])
        made.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
                       "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in ("__module__", "__name__", "__annotations__", "__classcell__"):
                continue
            if key not in made._fields:
                setattr(made, key, value)
            set_name = getattr(type(value), "__set_name__", None)
            if set_name is not None:
                try:
                    set_name(value, made, key)
                except BaseException as error:
                    # As a class statement says it.
                    error.add_note(f"Error calling __set_name__ on {type(value).__name__!r} instance {key!r} in {name!r}")
                    raise
        if Generic in bases:
            made.__init_subclass__()
        return made


def _make_named_tuple(name, fields, defaults, module):
    from collections import namedtuple
    types = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in fields}
    made = namedtuple(name, types, defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """Typed version of namedtuple."""
    fields = kwargs.items() if fields is None else fields
    made = _make_named_tuple(typename, fields, (), sys._getframe(1).f_globals.get("__name__", "__main__"))
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        own = namespace.get("__annotations__", {})
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), namespace)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        types, required, optional, readonly, mutable = {}, set(), set(), set(), set()
        for base in bases:
            types.update(base.__dict__.get("__annotations__", {}))
            for mine, others, of_base, of_others in ((required, optional, "required", "optional"),
                                                     (readonly, mutable, "readonly", "mutable")):
                for keys, not_these, which in (mine, others, of_base), (others, mine, of_others):
                    keys |= base.__dict__.get(f"__{which}_keys__", set())
                    not_these -= base.__dict__.get(f"__{which}_keys__", set())
        for key, hint in own.items():
            hint = _type_check(hint, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type",
                               module=made.__module__)
            types[key] = hint
            marks = set()
            while isinstance(hint, _GenericAlias) and (hint.__origin__ in (Required, NotRequired, ReadOnly)
                                                       or isinstance(hint, _AnnotatedAlias)):
                marks.add(hint.__origin__)
                hint = hint.__args__[0]
            needed = Required in marks or total and NotRequired not in marks
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            if ReadOnly in marks:
                if key in mutable:
                    raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)
        made.__annotations__ = types
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__, made.__mutable_keys__ = frozenset(readonly), frozenset(mutable)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """Dictionaries with known keys."""
    namespace = {"__annotations__": dict(fields or kwargs), "__module__": sys._getframe(1).f_globals.get("__name__")}
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A name for a type that only checkers tell apart."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Heir:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`")

        return (Heir,)

    def __reduce__(self):
        return self.__qualname__

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# --- asking for hints ------------------------------------------------------------------------------------------

def _is_callable_with_list(hint, args):
    """Whether the arguments but the last are a list of parameters."""
    if getattr(hint, "__origin__", None) is not Callable.__origin__:
        return False
    return not (len(args) == 2 and _is_parameter_list(args[0]))


def _rebuilt(hint, args):
    """The same form with other arguments."""
    if isinstance(hint, UnionType):
        joined = args[0]
        for arg in args[1:]:
            joined = joined | arg
        return joined
    if isinstance(hint, GenericAlias):
        if _is_callable_with_list(hint, args):
            return hint.__origin__[args[:-1], args[-1]]
        return GenericAlias(hint.__origin__, args)
    return hint.copy_with(args)


def _eval_type(hint, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
    """A hint with every reference in it looked up, but those that lead back to themselves."""
    if isinstance(hint, ForwardRef):
        return _looked_up(hint, globalns, localns, type_params, recursive_guard)
    if not isinstance(hint, (_GenericAlias, GenericAlias, UnionType)):
        return hint
    if isinstance(hint, GenericAlias):
        args = tuple([ForwardRef(arg) if isinstance(arg, str) else arg for arg in hint.__args__])
        starred = hint.__unpacked__
        if starred or any(new is not old for new, old in zip(args, hint.__args__)):
            hint = _rebuilt(hint, args)
            hint = Unpack[hint] if starred else hint
    args = tuple([_eval_type(arg, globalns, localns, type_params, recursive_guard=recursive_guard)
                  for arg in hint.__args__])
    return hint if args == hint.__args__ else _rebuilt(hint, args)


def _looked_up(ref, globalns, localns, type_params, recursive_guard):
    text = ref.__forward_arg__
    if text in recursive_guard:
        return ref
    if ref.__forward_evaluated__ and localns is globalns:
        return ref.__forward_value__
    if globalns is None and localns is None:
        globalns = localns = {}
    elif globalns is None:
        globalns = localns
    elif localns is None:
        localns = globalns
    if ref.__forward_module__ is not None:
        globalns = getattr(sys.modules.get(ref.__forward_module__), "__dict__", globalns)
    if type_params:
        # They are found before globals, and in a class before what it defines.
        globalns, localns = dict(globalns), dict(localns)
        for param in type_params:
            name = param.__name__
            if not ref.__forward_is_class__ or name not in globalns:
                globalns[name] = param
                localns.pop(name, None)
    found = _type_check(eval(ref.__forward_code__, globalns, localns), "Forward references must evaluate to types.",
                        is_argument=ref.__forward_is_argument__, allow_special_forms=ref.__forward_is_class__)
    ref.__forward_value__ = _eval_type(found, globalns, localns, type_params, recursive_guard=recursive_guard | {text})
    ref.__forward_evaluated__ = True
    return ref.__forward_value__


def _strip_annotations(hint):
    """The hint without remarks, and without marks of keys."""
    if isinstance(hint, _AnnotatedAlias):
        return _strip_annotations(hint.__origin__)
    if hasattr(hint, "__origin__") and hint.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(hint.__args__[0])
    if isinstance(hint, (_GenericAlias, GenericAlias, UnionType)):
        args = tuple(map(_strip_annotations, hint.__args__))
        return hint if args == hint.__args__ else _rebuilt(hint, args)
    return hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module, with text evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            told = base.__dict__.get("__annotations__", {})
            if isinstance(told, GetSetDescriptorType):
                continue
            names = getattr(sys.modules.get(base.__module__), "__dict__", {}) if globalns is None else globalns
            inner = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # What the class defines is found after what its module does.
                names, inner = inner, names
            for name, hint in told.items():
                if isinstance(hint, str):
                    hint = ForwardRef(hint, is_argument=False, is_class=True)
                hint = NoneType if hint is None else hint
                hints[name] = _eval_type(hint, names, inner, base.__type_params__)
    else:
        told = getattr(obj, "__annotations__", None)
        if told is None:
            if isinstance(obj, (FunctionType, MethodType, ModuleType, type(len), type("".join), type(str.join),
                                type(object.__init__), type(object().__str__))):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if globalns is None:
            if isinstance(obj, ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                globalns = getattr(inner, "__globals__", {})
            localns = globalns if localns is None else localns
        elif localns is None:
            localns = globalns
        type_params = getattr(obj, "__type_params__", ())
        for name, hint in dict(told).items():
            if isinstance(hint, str):
                hint = ForwardRef(hint, is_argument=not isinstance(obj, ModuleType), is_class=False)
            hint = NoneType if hint is None else hint
            hints[name] = _eval_type(hint, globalns, localns, type_params)
    return hints if include_extras else {name: _strip_annotations(hint) for name, hint in hints.items()}


def get_origin(tp):
    """The hint without its arguments: list of List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    """The arguments of a hint: (int,) of List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        return ([*args[:-1]], args[-1]) if _is_callable_with_list(tp, args) else args
    return tp.__args__ if isinstance(tp, UnionType) else ()


# --- remarks for checkers --------------------------------------------------------------------------------------

def cast(typ, val):
    """The value, unchanged."""
    return val


def assert_type(val, typ, /):
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Say to checkers that this place is never reached."""
    shown = repr(arg)
    if len(shown) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        shown = shown[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def final(f):
    """No class may inherit from it, no method override it."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    """Annotations that are not hints."""
    if isinstance(arg, type):
        for name in dir(arg):
            value = getattr(arg, name)
            # Only what was defined in the class: not what it inherits or takes from elsewhere.
            place = getattr(value, "__qualname__", None), getattr(value, "__module__", None)
            if place == (f"{arg.__qualname__}.{getattr(value, '__name__', None)}", arg.__module__):
                if isinstance(value, (FunctionType, type)):
                    no_type_check(value)
                elif isinstance(value, MethodType):
                    no_type_check(value.__func__)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Let what a decorator gives have no hints."""
    import functools
    import warnings
    warnings._deprecated("typing.no_type_check_decorator", remove=(3, 15))

    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


# By module, by name, by line.
_overload_registry = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """One of the ways to call the function that follows."""
    f = getattr(func, "__func__", func)
    try:
        of_module = _overload_registry.setdefault(f.__module__, {})
        of_module.setdefault(f.__qualname__, {})[f.__code__.co_firstlineno] = func
    except AttributeError:
        # Not a function of Python: it is not kept.
        pass
    return _overload_dummy


def get_overloads(func):
    """What overload() was given for a function, in the order of definition."""
    f = getattr(func, "__func__", func)
    return [*_overload_registry.get(f.__module__, {}).get(f.__qualname__, {}).values()]


def clear_overloads():
    """Forget what overload() was given."""
    _overload_registry.clear()


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "frozen_default": frozen_default, "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator
