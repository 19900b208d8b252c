"""Abstract base classes; the registries and the caches of their checks are native."""

import _abc
from _abc import get_cache_token


def abstractmethod(funcobj):
    """Marks a method that subclasses have to define before they can be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


# The old combined decorators; abstractmethod below the plain decorator does the same.

class abstractclassmethod(classmethod):
    """An abstract class method."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """An abstract static method."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractproperty(property):
    """An abstract property."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """The type of abstract base classes."""

    def __new__(meta, name, bases, namespace, /, **kwargs):
        made = super().__new__(meta, name, bases, namespace, **kwargs)
        _abc._abc_init(made)
        return made

    def register(cls, subclass):
        """Declares a class a subclass of this one, and returns it."""
        return _abc._abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """What isinstance() asks."""
        return _abc._abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """What issubclass() asks."""
        return _abc._abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        """Prints what the checks remember."""
        lines = [("Class", f"{cls.__module__}.{cls.__qualname__}"), ("Inv. counter", get_cache_token())]
        names = "_abc_registry", "_abc_cache", "_abc_negative_cache", "_abc_negative_cache_version"
        lines += zip(names, map(repr, _abc._get_dump(cls)))
        for label, value in lines:
            print(f"{label}: {value}", file=file)

    def _abc_registry_clear(cls):
        """Forgets all registrations."""
        _abc._reset_registry(cls)

    def _abc_caches_clear(cls):
        """Forgets all answers."""
        _abc._reset_caches(cls)


def update_abstractmethods(cls):
    """Looks again which methods of a class are abstract, after some were added to it from outside."""
    def is_abstract(value):
        return getattr(value, "__isabstractmethod__", False)

    # Only classes made by ABCMeta have the attribute.
    if hasattr(cls, "__abstractmethods__"):
        inherited = {name for base in cls.__bases__ for name in getattr(base, "__abstractmethods__", ())}
        cls.__abstractmethods__ = frozenset(
            [name for name in inherited if is_abstract(getattr(cls, name, None))]
            + [name for name, value in vars(cls).items() if is_abstract(value)])
    return cls


class ABC(metaclass=ABCMeta):
    """A base that makes its subclasses abstract base classes."""

    __slots__ = ()
