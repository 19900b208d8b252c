"""Functions that take or give functions.

partial, reduce, cmp_to_key and the cache of lru_cache are native.
"""

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
           "cached_property"]

import sys
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from collections import namedtuple

_generic = classmethod(type(list[int]))


def _is_abstract(function):
    return getattr(function, "__isabstractmethod__", False)


# --- wrappers ------------------------------------------------------------------------------------------------

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

_absent = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a function look like the one it wraps."""
    for name in assigned:
        if (value := getattr(wrapped, name, _absent)) is not _absent:
            setattr(wrapper, name, value)
    for name in updated:
        mine = getattr(wrapper, name)
        mine.update(getattr(wrapped, name, ()))
    # Last: a wrapped function that wraps another has brought along what it wraps.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorates a wrapper to look like the function it wraps."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- total_ordering ------------------------------------------------------------------------------------------

# What each comparison says about the three others, `yes` being its answer.
_CONCLUSIONS = {
    "lt": {"gt": "not yes and self != other", "le": "yes or self == other", "ge": "not yes"},
    "le": {"ge": "not yes or self == other", "lt": "yes and self != other", "gt": "not yes"},
    "gt": {"lt": "not yes and self != other", "ge": "yes or self == other", "le": "not yes"},
    "ge": {"le": "not yes or self == other", "gt": "yes and self != other", "lt": "not yes"},
}


_concluded = {}


def _conclusion(name, given):
    """The method for one comparison by the method for another."""
    function = f"_{name}_from_{given}"
    if function not in _concluded:
        exec(f"def {function}(self, other):\n"
             f"    yes = type(self).__{given}__(self, other)\n"
             f"    return yes if yes is NotImplemented else {_CONCLUSIONS[given][name]}\n", globals(), _concluded)
        _concluded[function].__name__ = f"__{name}__"
        # Where pickle looks for it.
        globals()[function] = _concluded[function]
    return _concluded[function]


def total_ordering(cls):
    """Adds the comparisons that a class leaves out, given one of them."""
    defined = [name for name in _CONCLUSIONS
               if getattr(cls, f"__{name}__", None) is not getattr(object, f"__{name}__")]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    given = defined[0]
    for name in _CONCLUSIONS:
        if name not in defined:
            setattr(cls, f"__{name}__", _conclusion(name, given))
    return cls


# --- caches --------------------------------------------------------------------------------------------------

_CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize")
_keywords_follow = object()


class _Key(list):
    """A list that nobody changes, and that can be a key therefore."""

    def __hash__(self):
        return hash(tuple(self))


def _make_key(args, kwds, typed):
    """What a call is known by."""
    key = _Key(args)
    if kwds:
        key.append(_keywords_follow)
        for item in kwds.items():
            key.extend(item)
    if typed:
        key.extend(map(type, (*args, *kwds.values())))
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of a function's latest calls, of all if maxsize is None.

    The function gets cache_info(), cache_clear() and cache_parameters().
    """
    def decorate(function):
        cached = _lru_cache_wrapper(function, size, typed, _CacheInfo)
        cached.cache_parameters = lambda: {"maxsize": size, "typed": typed}
        return update_wrapper(cached, function)

    if maxsize is None:
        size = None
    elif isinstance(maxsize, int):
        size = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Without parentheses: the function is the first argument.
        size = 128
        return decorate(maxsize)
    else:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return decorate


def cache(user_function, /):
    """Remembers the results of all calls."""
    return lru_cache(None)(user_function)


class cached_property:
    """A method whose result becomes an attribute of the instance."""

    __class_getitem__ = _generic

    def __init__(self, func):
        self.attrname = None
        self.func = func
        self.__doc__, self.__module__ = func.__doc__, func.__module__

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        # The attribute hides this descriptor, which has no __set__; what is here already was put there another way.
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} "
                            "property.") from None
        value = attributes.get(name, _absent)
        if value is _absent:
            value = self.func(instance)
            try:
                attributes[name] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support "
                                f"item assignment for caching {name!r} property.") from None
        return value


# --- partialmethod -------------------------------------------------------------------------------------------

class partialmethod:
    """A method that is another with some arguments given."""

    __class_getitem__ = _generic

    def __init__(self, func, /, *args, **keywords):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, func.keywords | keywords
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        shown = [repr(value) for value in (self.func, *self.args)]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(shown)})"

    __isabstractmethod__ = property(lambda self: _is_abstract(self.func))

    def __get__(self, obj, cls=None):
        if hasattr(self.func, "__get__") and not isinstance(self.func, partial):
            bound = self.func.__get__(obj, cls)
            if bound is not self.func:
                # It has its first argument already.
                result = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, "__self__"):
                    result.__self__ = bound.__self__
                return result
        return self._as_function().__get__(obj, cls)

    def _as_function(self):
        def call(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **(self.keywords | keywords))
        call.__isabstractmethod__ = self.__isabstractmethod__
        call.__partialmethod__ = self
        return call


# --- singledispatch ------------------------------------------------------------------------------------------

def _nearest(cls, table):
    """The function for the class that is nearest: a class of the MRO, or an abstract one that a class of the
    MRO satisfies and the next no longer does.
    """
    mro = cls.__mro__
    abstract = [t for t in table if t not in mro and hasattr(t, "__subclasses__") and issubclass(cls, t)]
    for base, after in zip(mro, (*mro[1:], object)):
        if base in table:
            return table[base]
        here = [t for t in abstract if issubclass(base, t) and not issubclass(after, t)]
        # Of these, the ones that no other is more special than.
        here = [t for t in here if not any(o is not t and issubclass(o, t) for o in here)]
        if len(here) > 1:
            raise RuntimeError(f"Ambiguous dispatch: {here[0]} or {here[1]}")
        if here:
            return table[here[0]]
    return None


def _alternatives(cls):
    """The members of `X | Y`; None if it is no union."""
    # Nobody can have made one of typing's who has not imported it.
    typing = sys.modules.get("typing")
    is_union = type(cls) is type(int | str) or (typing is not None and typing.get_origin(cls) is typing.Union)
    return cls.__args__ if is_union else None


def _classes(cls):
    """The classes that a function is registered for; None if these are not all classes."""
    members = _alternatives(cls)
    if members is None:
        members = cls,
    return members if all(isinstance(member, type) for member in members) else None


class _Dispatcher:
    """The functions behind a generic function, and which of them a class has had."""

    def __init__(self, default):
        from weakref import WeakKeyDictionary
        self.table = {object: default}
        self.found = WeakKeyDictionary()
        # What abc counts its registrations with, from when an abstract class is in the table.
        self.token = None

    def dispatch(self, cls):
        """The function for a class."""
        if self.token is not None:
            self._renew_token()
        try:
            return self.found[cls]
        except KeyError:
            function = self.found[cls] = self.table.get(cls) or _nearest(cls, self.table)
            return function

    def _renew_token(self):
        from abc import get_cache_token
        token = get_cache_token()
        if token != self.token:
            self.token = token
            self.found.clear()

    def register(self, cls, func=None):
        """Adds a function for a class, or for the annotation of its first parameter; decorates too."""
        classes = _classes(cls)
        if classes is None:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            func = cls
            cls = self._annotated(func)
            classes = _classes(cls)
        elif func is None:
            return lambda function: self.register(cls, function)
        self.table.update(dict.fromkeys(classes, func))
        if self.token is None and hasattr(cls, "__abstractmethods__"):
            from abc import get_cache_token
            self.token = get_cache_token()
        self.found.clear()
        return func

    def _annotated(self, func):
        annotations = getattr(func, "__annotations__", None)
        if not annotations:
            raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` "
                            "or plain `@register` on an annotated function.")
        name, cls = next(iter(annotations.items()))
        if isinstance(cls, str):
            cls = eval(cls, func.__globals__)
        if _classes(cls) is None:
            problem = "is not a class" if _alternatives(cls) is None else "not all arguments are classes"
            raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {problem}.")
        return cls


def singledispatch(func):
    """Makes a function generic: which implementation runs is up to the class of its first argument."""
    from types import MappingProxyType
    dispatcher = _Dispatcher(func)
    dispatch = dispatcher.dispatch
    shown = getattr(func, "__name__", "singledispatch function")

    def generic(*args, **kw):
        if not args:
            raise TypeError(f"{shown} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    generic.dispatch = dispatch
    generic.register = dispatcher.register
    generic.registry = MappingProxyType(dispatcher.table)
    generic._clear_cache = dispatcher.found.clear
    return update_wrapper(generic, func)


class singledispatchmethod:
    """A generic method, by the class of the first argument after the instance."""

    def __init__(self, func):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.dispatcher = singledispatch(func)

    __isabstractmethod__ = property(lambda self: _is_abstract(self.func))

    def register(self, cls, method=None):
        """Adds a method for a class, as singledispatch's register does."""
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        shown = getattr(self.func, "__name__", "singledispatchmethod method")

        def generic(*args, **kwargs):
            if not args:
                raise TypeError(f"{shown} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        generic.register = self.register
        generic.__isabstractmethod__ = self.__isabstractmethod__
        return update_wrapper(generic, self.func)
