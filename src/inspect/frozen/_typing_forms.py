"""The forms that type hints are made of: special forms, references by text, forms with their arguments.

A form with arguments is an alias; an alias with type variables among its arguments can be given others for them.
"""

import operator
import sys
from _functools import _lru_cache_wrapper
from _typevars import ParamSpec, TypeVar, TypeVarTuple
from types import FunctionType, GenericAlias, NoneType, UnionType

# What empties the caches of the forms, one after another.
cleanups = []


def cached(function, typed=False):
    """Let equal arguments, if they can be hashed, give the same object."""
    remembering = _lru_cache_wrapper(function, 128, typed, _no_statistics)
    cleanups.append(remembering.cache_clear)

    def call(*args):
        try:
            return remembering(*args)
        except TypeError:
            # Something among the arguments has no hash, or they are wrong ones.
            return function(*args)

    return call


def _no_statistics(*figures):
    return figures


class _Final:
    """Base of the kinds of forms, of which programs are not to make more."""
    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, **kwds):
        if "_root" not in kwds:
            raise TypeError("Cannot subclass special typing classes")
        cls.__module__ = "typing"


class _NotIterable:
    """Base of forms that can't be unpacked by a star, though they have __getitem__."""
    __slots__ = ()
    __iter__ = None


def is_dunder(name):
    return name.startswith("__") and name.endswith("__")


def type_repr(v):
    if isinstance(v, tuple):
        return "[" + ", ".join(map(type_repr, v)) + "]"
    if isinstance(v, type) and not isinstance(v, GenericAlias):
        return v.__qualname__ if v.__module__ == "builtins" else f"{v.__module__}.{v.__qualname__}"
    if v is ...:
        return "..."
    if isinstance(v, FunctionType):
        return v.__name__
    return repr(v)


# --- what is checked of arguments ------------------------------------------------------------------------------

def type_convert(arg, module=None, *, allow_special_forms=False):
    """A hint as it is kept: None becomes its type, text a reference to be evaluated later."""
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def type_check(arg, message, is_argument=True, module=None, *, allow_special_forms=False):
    """A hint as it is kept, if it can be one."""
    arg = type_convert(arg, module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        misplaced = not allow_special_forms and (origin is ClassVar or is_argument and origin is Final)
        if origin in roots or misplaced:
            raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in roots:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def flat(params):
    return params if isinstance(params, tuple) else (params,)


def is_parameter_list(arg):
    """Whether this can stand for a ParamSpec."""
    if arg is ... or isinstance(arg, (tuple, list, ParamSpec)):
        return True
    return isinstance(arg, _ConcatenateGenericAlias)


def is_spread_variable(arg):
    """Whether this is a TypeVarTuple with its star."""
    return not isinstance(arg, type) and getattr(arg, "__typing_is_unpacked_typevartuple__", False)


def spread(args):
    """The arguments, with those of starred tuples of known length in their places."""
    out = []
    for arg in args:
        inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is None or inner and inner[-1] is ...:
            out.append(arg)
        else:
            out.extend(inner)
    return tuple(out)


def without_repeats(items):
    """The items, each once, in order; some may have no hash."""
    try:
        return [*dict.fromkeys(items)]
    except TypeError:
        kept = []
        for item in items:
            if item not in kept:
                kept.append(item)
        return kept


def collect_type_parameters(args, *, enforce_default_ordering=True):
    """The type variables among hints, each once, in order."""
    found = []
    defaults_begun = spread_before = False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            inner = collect_type_parameters(arg, enforce_default_ordering=False)
        elif hasattr(arg, "__typing_subst__"):
            inner = (arg,)
            if enforce_default_ordering and arg not in found:
                if arg.has_default():
                    if spread_before:
                        raise TypeError("Type parameter with a default follows TypeVarTuple")
                    defaults_begun = True
                elif defaults_begun:
                    raise TypeError(f"Type parameter {arg!r} without a default follows type parameter with a default")
        else:
            spread_before = spread_before or is_spread_variable(arg)
            inner = getattr(arg, "__parameters__", ())
        found.extend(v for v in inner if v not in found)
    return tuple(found)


# --- putting arguments for type variables ----------------------------------------------------------------------

def prepared(what, params, args):
    """As many arguments as there are type variables: each kind of variable says how it takes its own."""
    for param in params:
        prepare = getattr(param, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(what, args)
    return args


def wrong_number(what, got, expected, some=""):
    """The error of so many arguments where so many, or at least some, are wanted."""
    how = "few" if got < expected else "many"
    return TypeError(f"Too {how} arguments for {what}; actual {got}, expected {some}{expected}")


def replaced(args, found, joins_lists):
    """The arguments with what was found for each type variable in its place."""
    out = []
    for old in args:
        if isinstance(old, type):
            out.append(old)
            continue
        substitute = getattr(old, "__typing_subst__", None)
        if substitute is not None:
            new = substitute(found[old])
        elif isinstance(old, tuple):
            out.append(tuple(replaced(old, found, joins_lists)))
            continue
        else:
            new = _within(old, found)
        # The parameters of a callable stand before its result; a starred variable stands for several arguments.
        if joins_lists and isinstance(new, tuple) or is_spread_variable(old):
            out.extend(new)
        else:
            out.append(new)
    return out


def _within(form, found):
    params = getattr(form, "__parameters__", ())
    if not params:
        return form
    args = []
    for param in params:
        if isinstance(param, TypeVarTuple):
            args.extend(found[param])
        else:
            args.append(found[param])
    return form[tuple(args)]


# --- forms without arguments, and those that take them ---------------------------------------------------------

class _SpecialForm(_Final, _NotIterable, _root=True):
    __slots__ = ("_name", "__doc__", "_getitem")
    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

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
        return _form_with(self, params)


_form_with = cached(lambda form, params: form._getitem(form, params))


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    # Values are among the arguments, and they are told apart by their types: 1 is not True.

    def __getitem__(self, params):
        return _typed_form_with(self, *flat(params))


_typed_form_with = cached(lambda form, *params: form._getitem(form, *params), typed=True)


def _alone(name, doc):
    def refuse(self, params):
        raise TypeError(f"{self} is not subscriptable")
    refuse.__name__, refuse.__doc__ = name, doc
    return _SpecialForm(refuse)


def _with_one(name, doc, message):
    def take(self, params):
        return _GenericAlias(self, (type_check(params, message.format(self, name), allow_special_forms=name in _MARKS),))
    take.__name__, take.__doc__ = name, doc
    return _SpecialForm(take)


# These may hold each other.
_MARKS = ("ClassVar", "Final", "Required", "NotRequired", "ReadOnly")

NoReturn = _alone("NoReturn", "The type of what never comes: the function does not return.")
Never = _alone("Never", "The type that no value has.")
Self = _alone("Self", "The class that the method is called on.")
LiteralString = _alone("LiteralString", "A text that stands in the program, or is made of such.")
TypeAlias = _alone("TypeAlias", "Says that an assignment names a type.")
ClassVar = _with_one("ClassVar", "An attribute of the class, not of its instances.", "{} accepts only single type.")
Final = _with_one("Final", "A name that is not bound again.", "{} accepts only single type.")
TypeGuard = _with_one("TypeGuard", "The result of a function that tells whether its argument has a type.",
                      "{} accepts only single type.")
TypeIs = _with_one("TypeIs", "The result of a function that tells whether its argument has a type, or else has not.",
                   "{} accepts only single type.")
Required = _with_one("Required", "A key that must be there.", "{1} accepts only a single type.")
NotRequired = _with_one("NotRequired", "A key that may be missing.", "{1} accepts only a single type.")
ReadOnly = _with_one("ReadOnly", "A key whose value is not to be changed.", "{1} accepts only a single type.")


@_SpecialForm
def Unpack(self, params):
    """Spread a tuple of types, or a TypeVarTuple."""
    return _UnpackGenericAlias(self, (type_check(params, f"{self} accepts only single type."),))


@_SpecialForm
def Union(self, params):
    """One of several types."""
    if params == ():
        raise TypeError("Cannot take a Union of no types.")
    each = []
    for p in flat(params):
        p = type_check(p, "Union[arg, ...]: each arg must be a type.")
        each.extend(p.__args__ if isinstance(p, (_UnionGenericAlias, UnionType)) else (p,))
    each = tuple(without_repeats(each))
    if len(each) == 1:
        return each[0]
    if len(each) == 2 and NoneType in each:
        return _UnionGenericAlias(self, each, name="Optional")
    return _UnionGenericAlias(self, each)


@_SpecialForm
def Optional(self, params):
    """A type, or None."""
    return Union[type_check(params, f"{self} requires a single type."), NoneType]


@_TypedCacheSpecialForm
def Literal(self, *params):
    """One of these values."""
    values = []
    for p in params:
        values.extend(p.__args__ if isinstance(p, _LiteralGenericAlias) else (p,))
    try:
        values = dict(zip(zip(values, map(type, values)), values)).values()
    except TypeError:
        # Values without a hash are left as they are.
        pass
    return _LiteralGenericAlias(self, tuple(values))


@_SpecialForm
def Concatenate(self, params):
    """Parameters before those of a ParamSpec."""
    if params == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    params = flat(params)
    if not (params[-1] is ... or isinstance(params[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(self, (*(type_check(p, message) for p in params[:-1]), params[-1]))


@_TypedCacheSpecialForm
def Annotated(self, *params):
    """A type with remarks."""
    if len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    if is_spread_variable(params[0]):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(origin, params[1:])


class _AnyMeta(type):
    __module__ = "typing"

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""
    __module__ = "typing"

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


# --- forms with their arguments --------------------------------------------------------------------------------

class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            # Not everything takes an attribute, and what raises has reasons of its own.
            pass
        return made

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        # Generic comes in once, with the last that brings it.
        if not any(map(self._brings_generic, bases[bases.index(self) + 1:], [bases] * len(bases))):
            entries.append(Generic)
        return tuple(entries)

    @staticmethod
    def _brings_generic(base, bases):
        if isinstance(base, _BaseGenericAlias):
            return True
        if isinstance(base, type):
            return issubclass(base, Generic)
        entries = getattr(base, "__mro_entries__", None)
        entries = entries(bases) if entries else ()
        return isinstance(entries, tuple) and any(isinstance(b, type) and issubclass(b, Generic) for b in entries)

    def __getattr__(self, name):
        if name in ("__origin__", "__args__"):
            return super().__getattr__(name)
        # What has no origin yet is being copied.
        if "__origin__" in self.__dict__ and not is_dunder(name):
            return getattr(self.__origin__, name)
        if name in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if is_dunder(name) or name in ("_name", "_inst", "_nparams", "_defaults", "_where"):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return [*{*super().__dir__(), *(name for name in dir(self.__origin__) if not is_dunder(name))}]

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = flat(args)
        self.__parameters__ = collect_type_parameters(self.__args__, enforce_default_ordering=origin in roots)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        name = "typing." + self._name if self._name else type_repr(self.__origin__)
        return f"{name}[{', '.join(map(type_repr, self.__args__)) or '()'}]"

    def __reduce__(self):
        origin = getattr(sys.modules["typing"], self._name) if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def copy_with(self, args):
        """The same form with other arguments."""
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __getitem__(self, items):
        if self.__origin__ in roots:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        params = self.__parameters__
        if not params:
            raise TypeError(f"{self} is not a generic class")
        return _with_items(self, *flat(items))

    def _substituted(self, items):
        params = self.__parameters__
        items = prepared(self, params, spread(map(type_convert, items)))
        if len(items) != len(params):
            raise wrong_number(self, len(items), len(params))
        joins_lists = self.__origin__ is getattr(sys.modules.get("collections.abc"), "Callable", self)
        return self.copy_with(tuple(replaced(self.__args__, dict(zip(params, items)), joins_lists)))

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            later = bases[bases.index(self) + 1:]
            if any(root in bases for root in roots[1:]) or any(isinstance(b, _BaseGenericAlias) and b is not self for b in later):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


_with_items = cached(lambda form, *items: form._substituted(items))


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        try:
            return {*self.__args__} == {*other.__args__}
        except TypeError:
            rest = [*other.__args__]
            for arg in self.__args__:
                if arg not in rest:
                    return False
                rest.remove(arg)
            return not rest

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        if len(self.__args__) == 2 and NoneType in self.__args__:
            first, second = self.__args__
            return f"typing.Optional[{type_repr(second if first is NoneType else first)}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return any(isinstance(obj, t) for t in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, t) for t in self.__args__)

    def __reduce__(self):
        # Also where it is shown as Optional.
        getitem, (_, args) = super().__reduce__()
        return getitem, (Union, args)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _values(self):
        return frozenset((type(v), v) for v in self.__args__)

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self):
        return hash(self._values())


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, args):
        *first, last = args
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            args = (*first, *last.__args__)
        return super().copy_with(args)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __getitem__(self, args):
        return flat(args) if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if not isinstance(arg, (_GenericAlias, GenericAlias)):
            return None
        if arg.__origin__ is not tuple:
            raise TypeError("Unpack[...] must be used with a tuple type")
        return arg.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, name):
        return "Annotated" if name in ("__name__", "__qualname__") else super().__getattr__(name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def _has_list(self):
        return not (len(self.__args__) == 2 and is_parameter_list(self.__args__[0]))

    def __repr__(self):
        if not self._has_list():
            return super().__repr__()
        *params, result = self.__args__
        return f"typing.Callable[[{', '.join(map(type_repr, params))}], {type_repr(result)}]"

    def __reduce__(self):
        args = self.__args__
        return operator.getitem, (sys.modules["typing"].Callable, ([*args[:-1]], args[-1]) if self._has_list() else args)


# --- references by text ----------------------------------------------------------------------------------------

class ForwardRef(_Final, _root=True):
    """A hint given as text."""
    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__",
                 "__forward_is_argument__", "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(f"({arg},)[0]" if arg.startswith("*") else arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        where = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{where})"


# --- generic classes -------------------------------------------------------------------------------------------

class Generic:
    """Base of classes with type parameters."""
    __slots__ = ()
    __module__ = "typing"
    _is_protocol = False

    def __class_getitem__(cls, params):
        return _class_with(cls, *flat(params))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        plain = Generic in (cls.__bases__ if bases is None else bases)
        if plain and cls.__name__ != "Protocol" and type(cls).__name__ != "_TypedDictMeta":
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = () if bases is None else _own_parameters(bases)


# Classes that say of others that they are generic, and are no types of values themselves.
roots = [Generic]


@cached
def _class_with(cls, *params):
    params = tuple(map(type_convert, params))
    if cls in roots:
        if not params:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if not all(isinstance(p, (TypeVar, ParamSpec)) or is_spread_variable(p) for p in params):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter "
                            f"specification variables.")
        if len({*params}) != len(params):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        return _GenericAlias(cls, params)
    variables = cls.__parameters__
    params = prepared(cls, variables, params)
    _check_number(cls, variables, len(params))
    args = []
    for variable, param in zip(variables, params):
        if isinstance(variable, TypeVarTuple):
            args.extend(param)
        else:
            args.append(param)
    return _GenericAlias(cls, tuple(args))


def _check_number(cls, variables, got):
    if not variables:
        raise TypeError(f"{cls} is not a generic class")
    if got == len(variables):
        return
    if got < len(variables):
        if variables[got].has_default():
            return
        raise wrong_number(cls, got, len(variables) - sum(v.has_default() for v in variables[got:]), "at least ")
    raise wrong_number(cls, got, len(variables))


def _own_parameters(bases):
    listed = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ in roots:
            if listed is not None and base.__origin__ is Generic:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            listed = base.__origin__, base.__parameters__
    used = collect_type_parameters(bases)
    if listed is None:
        return used
    missing = [v for v in used if v not in listed[1]]
    if missing:
        raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                        f"{listed[0].__name__}[{', '.join(map(str, listed[1]))}]")
    return listed[1]
