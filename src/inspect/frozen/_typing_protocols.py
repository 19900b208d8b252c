"""Protocols: classes that say what an object must have, whatever its class is."""

import sys
from _typing_forms import Generic, roots
from abc import ABCMeta

# What a class has without asking others to have it.
_NOT_MEMBERS = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
    "__protocol_attrs__", "__non_callable_proto_members__", "__type_params__", "__qualname__", "_abc_impl",
    "__init_subclass__", "__classcell__", "__final__"}

# Classes of the library that ask for methods as protocols do.
_LIKE_PROTOCOLS = {
    "collections.abc": {"Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable",
                        "Sized", "Container", "Collection", "Reversible", "Buffer"},
    "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"},
}

_ONLY_CHECKABLE = "Instance and class checks can only be used with @runtime_checkable protocols"


def protocol_attributes(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *getattr(base, "__annotations__", {})):
            if not name.startswith("_abc_") and name not in _NOT_MEMBERS:
                names.add(name)
    return names


def _asked_by_library():
    """Whether the check comes from abc or functools, which ask all classes they know of."""
    return sys._getframe(2).f_globals.get("__name__") in ("abc", "functools", None)


def _must_be_class(other):
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")


def _static(obj, name):
    from inspect import getattr_static
    return getattr_static(obj, name)


class _ProtocolMeta(ABCMeta):
    __module__ = "typing"

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if roots[1:] and Protocol in bases:
            for base in bases:
                known = base in (object, Generic) or base.__name__ in _LIKE_PROTOCOLS.get(base.__module__, ())
                if not known and not (issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = protocol_attributes(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _asked_by_library():
            if not getattr(cls, "_is_runtime_protocol", False):
                _must_be_class(other)
                raise TypeError(_ONLY_CHECKABLE)
            if cls.__non_callable_proto_members__ and _has_own_hook(cls):
                _must_be_class(other)
                data = sorted(cls.__non_callable_proto_members__)
                raise TypeError(f"Protocols with non-method members don't support issubclass(). "
                                f"Non-method members: {str(data)[1:-1]}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, obj):
        if cls is Protocol:
            return type.__instancecheck__(cls, obj)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(obj)
        if not getattr(cls, "_is_runtime_protocol", False) and not _asked_by_library():
            raise TypeError(_ONLY_CHECKABLE)
        if super().__instancecheck__(obj):
            return True
        for name in cls.__protocol_attrs__:
            try:
                value = _static(obj, name)
            except AttributeError:
                return False
            # A method that is None is one that the class does not want to have.
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


def _has_own_hook(cls):
    return getattr(cls.__dict__.get("__subclasshook__"), "__func__", None) is _has_all.__func__


@classmethod
def _has_all(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            # A protocol may only tell of the attribute.
            told = getattr(base, "__annotations__", None)
            if isinstance(told, dict) and name in told and issubclass(other, Generic) and getattr(
                    other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _no_init_or_replace_init(self, *args, **kwargs):
    """The __init__ of protocols: classes that inherit from one get the next __init__ of their MRO."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    # What was found before, or the class's own.
    if cls.__init__ is not _no_init_or_replace_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that say what an object must have."""
    __slots__ = ()
    __module__ = "typing"
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _has_all
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


roots.append(Protocol)


def runtime_checkable(cls):
    """Let isinstance() look whether an object has what the protocol asks for."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    if hasattr(cls, "__protocol_attrs__"):
        data = cls.__non_callable_proto_members__ = set()
        for name in cls.__protocol_attrs__:
            try:
                is_method = callable(getattr(cls, name, None))
            except Exception as error:
                raise TypeError(f"Failed to determine whether protocol member {name!r} is a method member") from error
            if not is_method:
                data.add(name)
    return cls


def is_protocol(tp, /):
    """Whether this is a protocol, and not a class that has what one asks for."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp not in (Protocol, Generic)


def get_protocol_members(tp, /):
    """The names of what a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


for _function in runtime_checkable, is_protocol, get_protocol_members:
    _function.__module__ = "typing"
