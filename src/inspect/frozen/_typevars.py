"""Type variables and type aliases: what the syntax of PEP 695 makes, and what `typing` offers by name.

Bounds, constraints, defaults and values of that syntax come as functions, called when somebody asks.
"""

import sys
from _types import _seal, _union


class NoDefaultType:
    """The type of the NoDefault singleton."""
    __slots__ = ()
    __module__ = "builtins"

    def __new__(cls):
        global NoDefault
        if NoDefault is None:
            NoDefault = object.__new__(cls)
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = None
NoDefaultType()


def _caller():
    return sys._getframe(2).f_globals.get("__name__")


class _Variable:
    """What the kinds of type variables share."""
    __module__ = "typing"
    __slots__ = ("__name__", "__dict__", "_default", "_lazy_default", "__weakref__")

    def _start(self, name, default, module):
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__.lower()}() argument 'name' must be str, not {type(name).__name__}")
        set_name(self, "__name__", name)
        set_name(self, "__module__", module)
        set_name(self, "_default", default)
        set_name(self, "_lazy_default", None)

    @property
    def __default__(self):
        if self._lazy_default is not None:
            set_name(self, "_default", self._lazy_default())
            set_name(self, "_lazy_default", None)
        return self._default

    def has_default(self):
        return self._lazy_default is not None or self._default is not NoDefault

    def _place(self, alias, args):
        """Which argument is the variable's, and the arguments with its default if there are too few by one."""
        place = alias.__parameters__.index(self)
        if place == len(args) and self.has_default():
            args = (*args, self.__default__)
        return place, args

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __setattr__(self, name, value):
        if hasattr(type(self), name):
            raise AttributeError("readonly attribute")
        set_name(self, name, value)

    def __reduce__(self):
        return self.__name__

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]


set_name = object.__setattr__


def _sign(v):
    if v.__infer_variance__:
        return v.__name__
    return ("+" if v.__covariant__ else "-" if v.__contravariant__ else "~") + v.__name__


def _set_variance(v, covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")
    set_name(v, "__covariant__", bool(covariant))
    set_name(v, "__contravariant__", bool(contravariant))
    set_name(v, "__infer_variance__", bool(infer_variance))


class TypeVar(_Variable):
    """Type variable."""
    __module__ = "typing"
    __slots__ = ("_bound", "_lazy_bound", "_constraints", "_lazy_constraints", "__covariant__", "__contravariant__",
                 "__infer_variance__")

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._start(name, default, _caller())
        _set_variance(self, covariant, contravariant, infer_variance)
        if bound is not None or constraints:
            from _typing_forms import type_check
            bound = None if bound is None else type_check(bound, "Bound must be a type.")
            constraints = tuple(type_check(c, "TypeVar(name, constraint, ...): constraints must be types.")
                                for c in constraints)
        set_name(self, "_bound", bound)
        set_name(self, "_constraints", constraints)
        set_name(self, "_lazy_bound", None)
        set_name(self, "_lazy_constraints", None)

    @property
    def __bound__(self):
        if self._lazy_bound is not None:
            set_name(self, "_bound", self._lazy_bound())
            set_name(self, "_lazy_bound", None)
        return self._bound

    @property
    def __constraints__(self):
        if self._lazy_constraints is not None:
            set_name(self, "_constraints", self._lazy_constraints())
            set_name(self, "_lazy_constraints", None)
        return self._constraints

    def __repr__(self):
        return _sign(self)

    def __typing_subst__(self, arg):
        from _typing_forms import type_check
        arg = type_check(arg, "Parameters to generic types must be types.", is_argument=True)
        if not isinstance(arg, type) and getattr(arg, "__typing_unpacked_tuple_args__", None) is not None:
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        place, args = self._place(alias, args)
        if place >= len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {place + 1}")
        return args


class TypeVarTuple(_Variable):
    """Type variable tuple."""
    __module__ = "typing"
    __slots__ = ()

    def __init__(self, name, *, default=NoDefault):
        self._start(name, default, _caller())

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        if sum(isinstance(p, TypeVarTuple) for p in params) > 1:
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        before = params.index(self)
        after = len(params) - before - 1
        got = len(args)
        # A starred tuple of any length gives as many arguments of its type as the other variables need.
        endless = [i for i, arg in enumerate(args) if _is_endless(arg)]
        if len(endless) > 1:
            raise TypeError("More than one unpacked arbitrary-length tuple argument")
        left, right, filling, at = before, after, None, 0
        if endless:
            at, = endless
            filling = args[at].__typing_unpacked_tuple_args__[0]
            left, right = min(left, at), min(right, got - at - 1)
        elif left + right > got:
            raise TypeError(f"Too few arguments for {alias}; actual {got}, expected at least {len(params) - 1}")
        if left == got - right and self.has_default():
            from _typing_forms import spread
            mine = spread((self.__default__,))
        else:
            mine = tuple(args[left:got - right])
        return (*args[:left], *[filling] * (before - left), mine, *[filling] * (after - right), *args[got - right:])


def _is_endless(arg):
    inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
    return inner is not None and len(inner) == 2 and inner[1] is ...


class _Part:
    __module__ = "typing"
    __slots__ = ("__origin__", "__weakref__")

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __hash__(self):
        return hash((self._part, self.__origin__))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecArgs(_Part):
    """The args for a ParamSpec object."""
    __module__ = "typing"
    __slots__ = ()
    _part = "args"


class ParamSpecKwargs(_Part):
    """The kwargs for a ParamSpec object."""
    __module__ = "typing"
    __slots__ = ()
    _part = "kwargs"


class ParamSpec(_Variable):
    """Parameter specification variable."""
    __module__ = "typing"
    __slots__ = ("__bound__", "__covariant__", "__contravariant__", "__infer_variance__")

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._start(name, default, _caller())
        _set_variance(self, covariant, contravariant, infer_variance)
        set_name(self, "__bound__", bound)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __repr__(self):
        return _sign(self)

    def __typing_subst__(self, arg):
        from _typing_forms import is_parameter_list, type_check
        if isinstance(arg, (list, tuple)):
            return tuple([type_check(each, "Expected a type.") for each in arg])
        if not is_parameter_list(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        from _typing_forms import is_parameter_list
        place, args = self._place(alias, args)
        if place >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(alias.__parameters__) == 1 and not is_parameter_list(args[0]):
            # Where there is nothing else, a list may do without its brackets.
            return (tuple(args),)
        if isinstance(args[place], list):
            return (*args[:place], tuple(args[place]), *args[place + 1:])
        return args


class TypeAliasType:
    """Type alias."""
    __module__ = "typing"
    __slots__ = ("__name__", "__dict__", "__type_params__", "_value", "_lazy_value", "__weakref__")
    _joins_unions = True

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        set_name(self, "__name__", name)
        set_name(self, "__module__", _caller())
        set_name(self, "__type_params__", type_params)
        set_name(self, "_value", value)
        set_name(self, "_lazy_value", None)

    @property
    def __value__(self):
        if self._lazy_value is not None:
            set_name(self, "_value", self._lazy_value())
            set_name(self, "_lazy_value", None)
        return self._value

    @property
    def __parameters__(self):
        parameters = []
        for p in self.__type_params__:
            parameters.extend(p) if isinstance(p, TypeVarTuple) else parameters.append(p)
        return tuple(parameters)

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        from _types import GenericAlias
        return GenericAlias(self, item)

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute '{name}' and no __dict__ for setting new "
                             f"attributes")

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of TypeAliasType")

    def __reduce__(self):
        return self.__name__

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)


for _class in NoDefaultType, TypeVar, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, ParamSpec, TypeAliasType:
    _seal(_class, True)

# --- what the machine calls ------------------------------------------------------------------------------------

def _type_var(name):
    v = TypeVar(name, infer_variance=True)
    set_name(v, "__module__", "typing")
    return v


def _type_var_bound(name, thunk):
    v = _type_var(name)
    set_name(v, "_lazy_bound", thunk)
    return v


def _type_var_constraints(name, thunk):
    v = _type_var(name)
    set_name(v, "_lazy_constraints", thunk)
    return v


def _param_spec(name):
    v = ParamSpec(name, infer_variance=True)
    set_name(v, "__module__", "typing")
    return v


def _type_var_tuple(name):
    v = TypeVarTuple(name)
    set_name(v, "__module__", "typing")
    return v


def _set_default(v, thunk):
    set_name(v, "_lazy_default", thunk)
    return v


def _type_alias(name, params, thunk):
    alias = TypeAliasType(name, None, type_params=params or ())
    set_name(alias, "__module__", thunk.__module__)
    set_name(alias, "_lazy_value", thunk)
    return alias


def _generic(params):
    from _typing_forms import Generic, _GenericAlias
    unpacked = []
    for p in params:
        unpacked.extend(p) if isinstance(p, TypeVarTuple) else unpacked.append(p)
    # Not the remembered one: that may be among the bases as well.
    return _GenericAlias(Generic, tuple(unpacked))


def _set_type_params(function, params):
    function.__type_params__ = params
    return function
