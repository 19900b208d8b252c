"""Context variables: values that belong to a flow of calls, such as a task, and not to a module.

A context is a dict of its own; copying one copies the dict.
"""

__all__ = ("Context", "ContextVar", "Token", "copy_context")

import types
from _types import _seal

_absent = object()


class _Missing:
    """What a token has for a variable that had no value."""
    __slots__ = ()

    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    """What ContextVar.set() gives: the way back to the value before."""

    __slots__ = ("_context", "_var", "_old_value", "_used", "__weakref__")
    __module__ = "_contextvars"
    __hash__ = None
    MISSING = _Missing()

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old_value

    def __repr__(self):
        used = " used" * self._used
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(types.GenericAlias)


class Context:
    """Values of context variables; a mapping that only ContextVar.set() changes."""

    __slots__ = ("_values", "_before", "_entered", "__weakref__")
    __module__ = "_contextvars"
    __hash__ = None

    def __new__(cls, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        return _new_context({})

    def __getitem__(self, key):
        return self._values[_checked(key)]

    def __contains__(self, key):
        return _checked(key) in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    def get(self, key, default=None, /):
        """The variable's value here, or the default."""
        return self._values.get(_checked(key), default)

    def keys(self):
        """The variables that have a value here."""
        return self._values.keys()

    def values(self):
        """The values, without their variables."""
        return self._values.values()

    def items(self):
        """Variables with their values."""
        return self._values.items()

    def copy(self):
        """Another context with the same values."""
        return _new_context(self._values.copy())

    def run(self, *args, **kwargs):
        """Call a function in this context; what it sets stays in here."""
        if not args:
            raise TypeError("run() missing 1 required positional argument")
        _enter(self)
        try:
            return args[0](*args[1:], **kwargs)
        finally:
            _leave(self)


def _new_context(values):
    context = object.__new__(Context)
    context._values = values
    context._before = None
    context._entered = False
    return context


def _checked(key):
    if not isinstance(key, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {key!r}")
    return key


_current = _new_context({})


def _enter(context):
    global _current
    if context._entered:
        raise RuntimeError(f"cannot enter context: {context!r} is already entered")
    context._before = _current
    context._entered = True
    _current = context


def _leave(context):
    global _current
    if _current is not context:
        raise RuntimeError("cannot exit context: thread state references a different context object")
    _current = context._before
    context._before = None
    context._entered = False


def copy_context():
    """A copy of the context that the call is in."""
    return _current.copy()


class ContextVar:
    """A variable whose value depends on the context."""

    __slots__ = ("_name", "_default", "__weakref__")
    __module__ = "_contextvars"

    def __new__(cls, *args, **kwargs):
        count = len(args) + len(kwargs)
        if count > 2:
            raise TypeError(f"ContextVar() takes at most 2 arguments ({count} given)")
        if len(args) != 1:
            rule = "at most" if args else "exactly"
            raise TypeError(f"ContextVar() takes {rule} 1 positional argument ({len(args)} given)")
        default = kwargs.pop("default", _absent)
        for key in kwargs:
            raise TypeError(f"ContextVar() got an unexpected keyword argument '{key}'")
        if not isinstance(args[0], str):
            raise TypeError("context variable name must be a str")
        self = object.__new__(cls)
        self._name = args[0]
        self._default = default
        return self

    @property
    def name(self):
        return self._name

    def get(self, default=_absent, /):
        """The value in the current context; or the default given; or that of the variable; else a LookupError."""
        value = _current._values.get(self, default)
        if value is not _absent:
            return value
        if self._default is _absent:
            raise LookupError(self)
        return self._default

    def set(self, value, /):
        """Give the variable a value in the current context; the token leads back."""
        token = object.__new__(Token)
        token._context = _current
        token._var = self
        token._old_value = _current._values.get(self, Token.MISSING)
        token._used = False
        _current._values[self] = value
        return token

    def reset(self, token, /):
        """Take back what the set() that made the token did."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old_value is Token.MISSING:
            del _current._values[self]
        else:
            _current._values[self] = token._old_value

    def __repr__(self):
        default = ""
        if self._default is not _absent:
            default = f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(types.GenericAlias)


for _class in Token, Context, ContextVar:
    _seal(_class, True)
