"""Type hints: names that say what values a program expects. Nothing here checks them.

Deliberately absent: evaluation of hints in scopes other than a module's or a class's.
"""

import sys
from _typevars import (NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple)
from types import FunctionType, GenericAlias, MethodType, NoneType, UnionType

try:
    from abc import ABCMeta
except ImportError:
    ABCMeta = type

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


def _type_repr(v):
    if isinstance(v, tuple):
        return "[" + ", ".join(map(_type_repr, v)) + "]"
    if isinstance(v, type) and not isinstance(v, GenericAlias):
        return v.__qualname__ if v.__module__ == "builtins" else f"{v.__module__}.{v.__qualname__}"
    if v is ...:
        return "..."
    if isinstance(v, FunctionType):
        return v.__name__
    return repr(v)


def _type_check(arg, message):
    """A hint as it is kept: None becomes its type, text a reference to be evaluated later."""
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        return ForwardRef(arg)
    if arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if isinstance(arg, _GenericAlias) and arg.__origin__ in (Generic, Protocol):
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if isinstance(arg, _SpecialForm):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _flat(params):
    return params if isinstance(params, tuple) else (params,)


def _unique(items):
    kept = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept


def _type_vars(args):
    """The type variables among hints, each once, in order."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (list, tuple)):
            inner = _type_vars(arg)
        elif isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        found.extend(v for v in inner if v not in found)
    return tuple(found)


# --- forms without arguments, and those that take them ---------------------------------------------------------

class _SpecialForm:
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem=None, name=None):
        self._getitem = getitem
        self._name = name or getitem.__name__
        self.__doc__ = getitem and getitem.__doc__

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, params):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, params)


NoReturn, Never, Self, LiteralString, TypeAlias = (
    _SpecialForm(name=n) for n in ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"))


def _one(self, params):
    return _GenericAlias(self, (_type_check(params, f"{self} accepts only single type."),))


ClassVar, Final, TypeGuard, TypeIs = (_SpecialForm(_one, n) for n in ("ClassVar", "Final", "TypeGuard", "TypeIs"))


def _one_plain(self, params):
    return _GenericAlias(self, (_type_check(params, f"{self._name} accepts only a single type."),))


Required, NotRequired, ReadOnly = (_SpecialForm(_one_plain, n) for n in ("Required", "NotRequired", "ReadOnly"))


@_SpecialForm
def Unpack(self, params):
    """Spread a tuple of types, or a TypeVarTuple."""
    return _GenericAlias(self, (_type_check(params, f"{self} accepts only single type."),))


@_SpecialForm
def Union(self, params):
    """One of several types."""
    if params == ():
        raise TypeError("Cannot take a Union of no types.")
    flat = []
    for p in _flat(params):
        p = _type_check(p, "Union[arg, ...]: each arg must be a type.")
        flat.extend(p.__args__ if isinstance(p, (_UnionGenericAlias, UnionType)) else (p,))
    flat = tuple(_unique(flat))
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and NoneType in flat:
        return _UnionGenericAlias(self, flat, name="Optional")
    return _UnionGenericAlias(self, flat)


@_SpecialForm
def Optional(self, params):
    """A type, or None."""
    return Union[_type_check(params, f"{self} requires a single type."), NoneType]


@_SpecialForm
def Literal(self, params):
    """One of these values."""
    flat = []
    for p in _flat(params):
        flat.extend(p.__args__ if isinstance(p, _LiteralGenericAlias) else (p,))
    seen = []
    for p in flat:
        if not any(type(p) is type(q) and p == q for q in seen):
            seen.append(p)
    return _LiteralGenericAlias(self, tuple(seen))


@_SpecialForm
def Concatenate(self, params):
    """Parameters before those of a ParamSpec."""
    if params == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    params = _flat(params)
    if not (params[-1] is ... or isinstance(params[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    return _ConcatenateGenericAlias(self, tuple(None is p and NoneType or p for p in params))


@_SpecialForm
def Annotated(self, params):
    """A type with remarks."""
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin = params[0]
    if not isinstance(origin, _SpecialForm):
        origin = _type_check(origin, "Annotated[t, ...]: t must be a type.")
    return _AnnotatedAlias(origin, params[1:])


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


# --- forms with their arguments --------------------------------------------------------------------------------

class _BaseGenericAlias:
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass
        return made

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(b, _BaseGenericAlias) or isinstance(b, type) and issubclass(b, Generic) for b in later):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, name):
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        if name in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        raise AttributeError(name)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _GenericAlias(_BaseGenericAlias):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = _flat(args)
        self.__parameters__ = _type_vars(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        return f"{name}[{', '.join(map(_type_repr, self.__args__)) or '()'}]"

    def copy_with(self, args):
        return type(self)(self.__origin__, args, name=self._name, inst=self._inst)

    def __getitem__(self, items):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        return self.copy_with(_replace(self.__args__, _assignment(self, self.__parameters__, _flat(items))))

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            later = bases[bases.index(self) + 1:]
            if Protocol in bases or any(isinstance(b, _BaseGenericAlias) and b is not self for b in later):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


def _assignment(what, params, items):
    """Which items stand for which type variables."""
    if len(params) == 1 and isinstance(params[0], ParamSpec) and not (len(items) == 1 and (
            isinstance(items[0], (list, tuple, ParamSpec)) or items[0] is ...)):
        items = (items,)
    spread = next((i for i, p in enumerate(params) if isinstance(p, TypeVarTuple)), None)
    if spread is not None and len(items) >= len(params) - 1:
        n = len(items) - len(params) + 1
        items = items[:spread] + (tuple(items[spread:spread + n]),) + items[spread + n:]
    missing = [p for p in params[len(items):] if not p.has_default()]
    if len(items) > len(params) or missing:
        wanted = len(params)
        needed = sum(not p.has_default() for p in params)
        some = "at least " if needed < wanted or spread is not None or not items else ""
        how = "many" if len(items) > len(params) else "few"
        raise TypeError(f"Too {how} arguments for {what}; actual {len(items)}, expected "
                        f"{some}{wanted if how == 'many' else needed}")
    items += tuple(p.__default__ for p in params[len(items):])
    found = {}
    for p, item in zip(params, items):
        if isinstance(p, TypeVar):
            item = p.__typing_subst__(item)
        elif isinstance(p, ParamSpec) and isinstance(item, list):
            item = tuple(_type_check(i, "Expected a type.") for i in item)
        found[p] = item
    return found


def _replace(args, found):
    out = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec)):
            out.append(found[arg])
        elif isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack and arg.__args__[0] in found:
            out.extend(found[arg.__args__[0]])
        elif isinstance(arg, (list, tuple)):
            out.append(type(arg)(_replace(arg, found)))
        elif not isinstance(arg, type) and getattr(arg, "__parameters__", ()):
            inner = []
            for p in arg.__parameters__:
                inner.extend(found[p]) if isinstance(p, TypeVarTuple) else inner.append(found[p])
            out.append(arg[tuple(inner)])
        else:
            out.append(arg)
    return tuple(out)


class _UnionGenericAlias(_GenericAlias):
    def copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        if len(self.__args__) == 2 and NoneType in self.__args__:
            first, second = self.__args__
            return f"typing.Optional[{_type_repr(second if first is NoneType else first)}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return any(isinstance(obj, t) for t in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, t) for t in self.__args__)


class _LiteralGenericAlias(_GenericAlias):
    def _values(self):
        return frozenset((type(v), v) for v in self.__args__)

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self):
        return hash(self._values())

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _ConcatenateGenericAlias(_GenericAlias):
    pass


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        *params, result = self.__args__
        if len(params) == 1 and (params[0] is ... or isinstance(params[0], (ParamSpec, _ConcatenateGenericAlias))):
            return f"typing.Callable[{_type_repr(params[0])}, {_type_repr(result)}]"
        return f"typing.Callable[[{', '.join(map(_type_repr, params))}], {_type_repr(result)}]"

    def copy_with(self, args):
        flat = []
        for a in args:
            flat.extend(a) if isinstance(a, tuple) else flat.append(a)
        return super().copy_with(tuple(flat))


class _SpecialGenericAlias(_BaseGenericAlias):
    """`List` and the like: names for classes, whose module is imported when the class is asked for."""

    def __init__(self, where, count, name):
        module, _, attribute = where.rpartition(".")
        self._where = module, attribute
        self._count = count
        self._inst = False
        self._name = name

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
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in _flat(params))
        if self._count is not None and len(params) != self._count:
            how = "many" if len(params) > self._count else "few"
            raise TypeError(f"Too {how} arguments for {self}; actual {len(params)}, expected {self._count}")
        return self._with(params)

    def _with(self, params):
        return _GenericAlias(self.__origin__, params, inst=False, name=self._name)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, params):
        params = _flat(params)
        if len(params) >= 2 and params[-1] is ...:
            return self._with(tuple(_type_check(p, "Tuple[t, ...]: t must be a type.") for p in params[:-1]) + (...,))
        return self._with(tuple(_type_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params))


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, list):
            args = tuple(_type_check(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in args)
        elif args is ... or isinstance(args, (ParamSpec, _ConcatenateGenericAlias)):
            args = (args,)
        else:
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
        return _CallableGenericAlias(self.__origin__, args + (result,), inst=False, name="Callable")


List = _SpecialGenericAlias("builtins.list", 1, "List")
Dict = _SpecialGenericAlias("builtins.dict", 2, "Dict")
Set = _SpecialGenericAlias("builtins.set", 1, "Set")
FrozenSet = _SpecialGenericAlias("builtins.frozenset", 1, "FrozenSet")
Type = _SpecialGenericAlias("builtins.type", 1, "Type")
Tuple = _TupleType("builtins.tuple", None, "Tuple")
Deque = _SpecialGenericAlias("collections.deque", 1, "Deque")
DefaultDict = _SpecialGenericAlias("collections.defaultdict", 2, "DefaultDict")
OrderedDict = _SpecialGenericAlias("collections.OrderedDict", 2, "OrderedDict")
Counter = _SpecialGenericAlias("collections.Counter", 1, "Counter")
ChainMap = _SpecialGenericAlias("collections.ChainMap", 2, "ChainMap")
Pattern = _SpecialGenericAlias("re.Pattern", 1, "Pattern")
Match = _SpecialGenericAlias("re.Match", 1, "Match")
ContextManager = _SpecialGenericAlias("contextlib.AbstractContextManager", None, "ContextManager")
AsyncContextManager = _SpecialGenericAlias("contextlib.AbstractAsyncContextManager", None, "AsyncContextManager")
Callable = _CallableType("collections.abc.Callable", None, "Callable")
AbstractSet = _SpecialGenericAlias("collections.abc.Set", 1, "AbstractSet")
for _count, _names in {
    0: "Hashable Sized ByteString",
    1: "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence "
       "MutableSequence MappingView KeysView ValuesView",
    2: "Mapping MutableMapping ItemsView",
    3: "Coroutine",
    None: "Generator AsyncGenerator",
}.items():
    for _name in _names.split():
        globals()[_name] = _SpecialGenericAlias("collections.abc." + _name, _count, _name)
del _count, _names, _name


# --- generic classes and protocols -----------------------------------------------------------------------------

class Generic:
    """Base of classes with type parameters."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = _flat(params)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            variables = [p.__args__[0] if isinstance(p, _GenericAlias) and p.__origin__ is Unpack else p for p in params]
            if not all(isinstance(v, (TypeVar, ParamSpec, TypeVarTuple)) for v in variables):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter "
                                f"specification variables.")
            if len(set(variables)) != len(variables):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, params)
        if not cls.__parameters__:
            raise TypeError(f"{cls} is not a generic class")
        found = _assignment(cls, cls.__parameters__, params)
        args = []
        for p in cls.__parameters__:
            args.extend(found[p]) if isinstance(p, TypeVarTuple) else args.append(found[p])
        return _GenericAlias(cls, tuple(args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        plain = Generic in (bases if bases is not None else cls.__bases__)
        if plain and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = () if bases is None else _own_parameters(bases)


def _own_parameters(bases):
    listed = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
            if listed is not None and base.__origin__ is Generic:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            listed = base.__origin__, base.__parameters__
    used = _type_vars(bases)
    if listed is None:
        return used
    missing = [v for v in used if v not in listed[1]]
    if missing:
        raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                        f"{listed[0].__name__}[{', '.join(map(str, listed[1]))}]")
    return listed[1]


_NOT_MEMBERS = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
    "__protocol_attrs__", "__non_callable_proto_members__", "__type_params__", "__qualname__", "_abc_impl",
    "__init_subclass__", "__classcell__"}


def _members_of(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") and base.__module__ == "typing":
            continue
        names.update(n for n in (*base.__dict__, *base.__dict__.get("__annotations__", ())) if n not in _NOT_MEMBERS)
    return names


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, obj):
        if cls is Protocol or not cls.__dict__.get("_is_protocol", False):
            return super().__instancecheck__(obj)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(obj):
            return True
        absent = object()
        for name in _members_of(cls):
            value = getattr(obj, name, absent)
            if value is absent or value is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls.__dict__.get("_is_protocol", False):
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        data = sorted(n for n in _members_of(cls) if not callable(getattr(cls, n, None)))
        if data:
            raise TypeError("Protocols with non-method members don't support issubclass(). Non-method members: "
                            + str(data)[1:-1] + ".")
        if super().__subclasscheck__(other):
            return True
        return all(any(n in b.__dict__ and b.__dict__[n] is not None for b in other.__mro__) for n in _members_of(cls))


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that say what an object must have."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol:
            for base in cls.__bases__:
                known = base in (object, Generic) or base.__module__ in ("collections.abc", "_collections_abc", "contextlib")
                if not known and not base.__dict__.get("_is_protocol", False):
                    raise TypeError("Protocols can only inherit from other protocols, got %r" % base)
            if cls.__init__ is Protocol.__init__:
                cls.__init__ = _no_init

    __init__ = _no_init


def runtime_checkable(cls):
    """Let isinstance() look whether an object has what the protocol asks for."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime_protocol = True
    return cls


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp not in (Protocol, Generic)


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(_members_of(tp))


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
            if key not in ("__module__", "__name__", "__annotations__", "__classcell__") and key not in made._fields:
                setattr(made, key, value)
                if hasattr(type(value), "__set_name__"):
                    type(value).__set_name__(value, made, key)
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
        types, required, optional, readonly = {}, set(), set(), set()
        for base in bases:
            types.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
            readonly |= base.__dict__.get("__readonly_keys__", set())
        for key, hint in own.items():
            hint = _type_check(hint, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type")
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
                readonly.add(key)
        made.__annotations__ = types
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__ = frozenset(readonly)
        made.__mutable_keys__ = frozenset(types) - readonly
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
        raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`{self.__name__} = NewType({self.__name__!r}, {self.__name__})`")

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# --- asking for hints ------------------------------------------------------------------------------------------

class ForwardRef:
    """A hint given as text."""
    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(f"({arg})" if arg.startswith("*") else arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        where = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{where})"


def _evaluate(hint, globalns, localns):
    """A hint with every reference in it looked up."""
    if isinstance(hint, str):
        hint = ForwardRef(hint)
    if isinstance(hint, ForwardRef):
        found = _type_check(eval(hint.__forward_code__, globalns, localns), "Forward references must evaluate to types.")
        return _evaluate(found, globalns, localns)
    if isinstance(hint, (_GenericAlias, GenericAlias, UnionType)):
        if isinstance(hint, _LiteralGenericAlias):
            return hint
        args = tuple(_evaluate(a, globalns, localns) if not isinstance(a, (str, list)) or isinstance(hint, GenericAlias)
                     and isinstance(a, str) else a for a in hint.__args__)
        if all(a is b for a, b in zip(args, hint.__args__)):
            return hint
        if isinstance(hint, GenericAlias):
            return GenericAlias(hint.__origin__, args)
        if isinstance(hint, UnionType):
            joined = args[0]
            for a in args[1:]:
                joined = joined | a
            return joined
        return hint.copy_with(args)
    return hint


def _without_extras(hint):
    if isinstance(hint, _AnnotatedAlias):
        return _without_extras(hint.__origin__)
    if isinstance(hint, _GenericAlias) and hint.__origin__ in (Required, NotRequired, ReadOnly):
        return _without_extras(hint.__args__[0])
    if isinstance(hint, (_GenericAlias, GenericAlias)) and not isinstance(hint, _LiteralGenericAlias):
        args = tuple(map(_without_extras, hint.__args__))
        if args != hint.__args__:
            return GenericAlias(hint.__origin__, args) if isinstance(hint, GenericAlias) else hint.copy_with(args)
    return hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module, with text evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            module = getattr(sys.modules.get(base.__module__), "__dict__", {})
            names, inner = (module, dict(vars(base))) if globalns is None else (globalns, localns or globalns)
            if localns is None and globalns is None:
                names, inner = inner, names
            for name, hint in base.__dict__.get("__annotations__", {}).items():
                hint = NoneType if hint is None else hint
                hints[name] = _evaluate(hint, names, inner)
    else:
        found = getattr(obj, "__annotations__", None)
        if found is None:
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if globalns is None:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            globalns = getattr(inner, "__globals__", getattr(obj, "__dict__", {}))
        localns = dict(globalns if localns is None else localns)
        for p in getattr(obj, "__type_params__", ()):
            localns.setdefault(p.__name__, p)
        for name, hint in found.items():
            hints[name] = _evaluate(NoneType if hint is None else hint, globalns, localns)
    return hints if include_extras else {name: _without_extras(hint) for name, hint in hints.items()}


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
    if isinstance(tp, _CallableGenericAlias):
        *params, result = tp.__args__
        if len(params) == 1 and (params[0] is ... or isinstance(params[0], (ParamSpec, _ConcatenateGenericAlias))):
            return params[0], result
        return list(params), result
    if isinstance(tp, (_GenericAlias, GenericAlias, UnionType)):
        return tp.__args__
    return ()


# --- remarks for checkers --------------------------------------------------------------------------------------

def cast(typ, val):
    """The value, unchanged."""
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    shown = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {shown if len(shown) <= 100 else shown[:100] + '...'}")


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
        for value in list(arg.__dict__.values()):
            if isinstance(value, (FunctionType, type)) and value.__qualname__.startswith(arg.__qualname__ + "."):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """One of the ways to call the function that follows."""
    f = getattr(func, "__func__", func)
    key = getattr(f, "__module__", None), getattr(f, "__qualname__", None)
    _overloads.setdefault(key, {})[f.__code__.co_firstlineno] = func
    return _overload_dummy


def get_overloads(func):
    f = getattr(func, "__func__", func)
    return list(_overloads.get((f.__module__, f.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "frozen_default": frozen_default, "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator
