"""Abstract base classes of containers, iterators, coroutines and what else is told apart by its methods."""

import sys
from abc import ABCMeta, abstractmethod

GenericAlias = type(list[int])
function = type(lambda: None)

__all__ = ["Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable",
           "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet",
           "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence",
           "MutableSequence", "ByteString", "Buffer"]

# Reprs of the classes name the public module.
__name__ = "collections.abc"

_ABSENT = object()


def _check_methods(C, *methods):
    """Whether the class has all of these methods: True, or else NotImplemented."""
    spaces = [vars(base) for base in C.__mro__]
    for method in methods:
        # The nearest definition counts, and None is how a class denies a method that it inherits.
        nearest = next((space[method] for space in spaces if method in space), None)
        if nearest is None:
            return NotImplemented
    return True


def _known_by(*methods, generic=True):
    """Decorate an abstract class: whoever has these methods is a subclass of it."""
    def mark(abstract):
        def __subclasshook__(cls, C):
            # Heirs of the abstract class may ask for more than it does.
            return _check_methods(C, *methods) if cls is abstract else NotImplemented

        abstract.__subclasshook__ = classmethod(__subclasshook__)
        if generic:
            abstract.__class_getitem__ = classmethod(GenericAlias)
        return abstract
    return mark


def _thrown(kind, value, traceback):
    """The exception that the three arguments of a throw() stand for."""
    if value is None:
        if traceback is None:
            return kind
        value = kind()
    return value if traceback is None else value.with_traceback(traceback)


def _shut(running, what):
    """End a generator or coroutine by the exception that asks for it."""
    try:
        running.throw(GeneratorExit)
    except (StopIteration, GeneratorExit):
        return
    raise RuntimeError(f"{what} ignored GeneratorExit")


# --- what has one method or two ------------------------------------------------------------------------------

@_known_by("__hash__", generic=False)
class Hashable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


@_known_by("__len__", generic=False)
class Sized(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


@_known_by("__contains__")
class Container(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


@_known_by("__iter__")
class Iterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()


@_known_by("__iter__", "__next__")
class Iterator(Iterable):
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        """Give the next item, or raise StopIteration when there is none."""
        raise StopIteration

    def __iter__(self):
        return self


@_known_by("__reversed__", "__iter__")
class Reversible(Iterable):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


@_known_by("__len__", "__iter__", "__contains__", generic=False)
class Collection(Sized, Iterable, Container):
    __slots__ = ()


@_known_by("__buffer__", generic=False)
class Buffer(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags: int, /) -> memoryview:
        raise NotImplementedError


@_known_by("__call__", generic=False)
class Callable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    def __class_getitem__(cls, params):
        return _CallableGenericAlias(cls, params)


class _CallableGenericAlias(GenericAlias):
    """What Callable[[arg, ...], result] gives: its arguments are the parameters, one by one, and the result."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (list, tuple)):
            return super().__new__(cls, origin, (*parameters, result))
        if not _stands_for_parameters(parameters):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {parameters}")
        return super().__new__(cls, origin, args)

    def __repr__(self):
        parameters, result = _parameters_and_result(self)
        if isinstance(parameters, list):
            parameters = f"[{', '.join(map(_shown, parameters))}]"
        else:
            parameters = _shown(parameters)
        return f"collections.abc.Callable[{parameters}, {_shown(result)}]"

    def __reduce__(self):
        return _CallableGenericAlias, (Callable, _parameters_and_result(self))

    def __getitem__(self, item):
        args = super().__getitem__(item).__args__
        # A ParamSpec alone gives way to a tuple.
        parameters = args[0] if isinstance(args[0], tuple) else args[:-1]
        return _CallableGenericAlias(Callable, (parameters, args[-1]))


def _parameters_and_result(alias):
    *parameters, result = alias.__args__
    if len(parameters) == 1 and _stands_for_parameters(parameters[0]):
        return parameters[0], result
    return parameters, result


def _stands_for_parameters(arg):
    kind = type(arg)
    return arg is ... or kind.__module__ == "typing" and kind.__name__ in ("ParamSpec", "_ConcatenateGenericAlias")


def _shown(arg):
    if arg is ...:
        return "..."
    if isinstance(arg, type) and type(arg) is not GenericAlias:
        return arg.__qualname__ if arg.__module__ == "builtins" else f"{arg.__module__}.{arg.__qualname__}"
    return repr(arg)


# --- generators and coroutines -------------------------------------------------------------------------------

@_known_by("__iter__", "__next__", "send", "throw", "close")
class Generator(Iterator):
    __slots__ = ()

    def __next__(self):
        """Go on to the next yield: the same as sending None."""
        return self.send(None)

    @abstractmethod
    def send(self, value):
        """Go on with a value as the result of the yield, to the next one or to StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Go on with an exception raised by the yield, to the next one or to StopIteration."""
        raise _thrown(typ, val, tb)

    def close(self):
        """Have the generator end, by GeneratorExit raised where it waits."""
        _shut(self, "generator")


@_known_by("__await__")
class Awaitable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


@_known_by("__await__", "send", "throw", "close")
class Coroutine(Awaitable):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Go on with the value that was awaited, to the next await or to StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Go on with an exception raised by the await, to the next one or to StopIteration."""
        raise _thrown(typ, val, tb)

    def close(self):
        """Have the coroutine end, by GeneratorExit raised where it waits."""
        _shut(self, "coroutine")


@_known_by("__aiter__")
class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


@_known_by("__anext__", "__aiter__")
class AsyncIterator(AsyncIterable):
    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        """Give the next item, or raise StopAsyncIteration when there is none."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self


@_known_by("__aiter__", "__anext__", "asend", "athrow", "aclose")
class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    async def __anext__(self):
        """Go on to the next yield: the same as sending None."""
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        """Go on with a value as the result of the yield, to the next one or to StopAsyncIteration."""
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Go on with an exception raised by the yield, to the next one or to StopAsyncIteration."""
        raise _thrown(typ, val, tb)

    async def aclose(self):
        """Have the generator end, by GeneratorExit raised where it waits."""
        try:
            await self.athrow(GeneratorExit)
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


# --- sets ----------------------------------------------------------------------------------------------------

class Set(Collection):
    """A set that can be asked, not changed: give it __contains__, __iter__ and __len__."""

    __slots__ = ()

    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and _all_in(self, other)
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, Set):
            return self.__le__(other) if len(self) < len(other) else False
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and _all_in(other, self)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, Set):
            return self.__ge__(other) if len(self) > len(other) else False
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, Set):
            return self.__le__(other) if len(self) == len(other) else False
        return NotImplemented

    @classmethod
    def _from_iterable(cls, it):
        """Make a set of this class: to be overridden where the class takes something else."""
        return cls(it)

    def _as_set(self, other):
        """The other operand as a set, or None if it has no elements to speak of."""
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else None

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(x for x in other if x in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(x for operand in (self, other) for x in operand)
        return NotImplemented

    def __sub__(self, other):
        taken = self._as_set(other)
        if taken is None:
            return NotImplemented
        return self._from_iterable(x for x in self if x not in taken)

    def __rsub__(self, other):
        whole = self._as_set(other)
        if whole is None:
            return NotImplemented
        return self._from_iterable(x for x in whole if x not in self)

    def __xor__(self, other):
        second = self._as_set(other)
        if second is None:
            return NotImplemented
        return (self - second) | (second - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def isdisjoint(self, other):
        """Whether no element is in both."""
        for x in other:
            if x in self:
                return False
        return True

    def _hash(self):
        """A hash of the elements that does not depend on their order: frozenset's own."""
        word = 2 * sys.maxsize + 1
        mixed = 1927868237 * (len(self) + 1) & word
        for element in self:
            own = hash(element)
            mixed = (mixed ^ (own ^ own << 16 ^ 89869747) * 3644798167) & word
        mixed ^= mixed >> 11 ^ mixed >> 25
        mixed = mixed * 69069 + 907133923 & word
        if mixed > sys.maxsize:
            mixed -= word + 1
        # -1 is no hash: hash() itself would turn it into another.
        return mixed if mixed != -1 else 590923713


def _all_in(elements, container):
    for x in elements:
        if x not in container:
            return False
    return True


class MutableSet(Set):
    """A set that can be changed: a Set with add() and discard() too."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Put an element in."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Take an element out if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Take out an element, which must be there."""
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        """Take out some element and give it."""
        chosen = next(iter(self), _ABSENT)
        if chosen is _ABSENT:
            raise KeyError from None
        self.discard(chosen)
        return chosen

    def clear(self):
        """Take out all elements."""
        # By pop(), which an heir may override; each call starts an iterator anew, as the set changes.
        try:
            while True:
                self.pop()
        except KeyError:
            return

    def __ior__(self, it):
        for x in it:
            self.add(x)
        return self

    def __iand__(self, it):
        for x in self - it:
            self.discard(x)
        return self

    def __isub__(self, it):
        # A set is not to change under its own iterator.
        if it is self:
            self.clear()
            return self
        for x in it:
            self.discard(x)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        # As a set, for a repeated element would go in and out again.
        for x in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if x in self else self.add
            change(x)
        return self


# --- mappings ------------------------------------------------------------------------------------------------

class Mapping(Collection):
    """A mapping that can be asked, not changed: give it __getitem__, __iter__ and __len__."""

    __slots__ = ()

    # For ABCMeta: mapping patterns of a match statement take these classes.
    __abc_tpflags__ = 1 << 6

    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        """The value of the key, or the default if there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
            return True
        except KeyError:
            return False

    def keys(self):
        """A view of the keys, which is a set."""
        return KeysView(self)

    def items(self):
        """A view of the pairs of key and value, which is a set."""
        return ItemsView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented


class MappingView(Sized):
    __slots__ = ("_mapping",)

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, wanted = item
        try:
            held = self._mapping[key]
        except KeyError:
            return False
        return held is wanted or held == wanted

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield key, mapping[key]


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        mapping = self._mapping
        for key in mapping:
            held = mapping[key]
            if held is value or held == value:
                return True
        return False

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield mapping[key]


class MutableMapping(Mapping):
    """A mapping that can be changed: a Mapping with __setitem__ and __delitem__ too."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_ABSENT):
        """Take out the key and give its value, or the default if one is given and the key is missing."""
        try:
            value = self[key]
        except KeyError:
            if default is not _ABSENT:
                return default
            raise
        del self[key]
        return value

    def popitem(self):
        """Take out some key and give it with its value."""
        key = next(iter(self), _ABSENT)
        if key is _ABSENT:
            raise KeyError from None
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        """Take out all keys."""
        try:
            while True:
                self.popitem()
        except KeyError:
            return

    def update(self, other=(), /, **kwds):
        """Set the items of a mapping or of an iterable of pairs, then those given by name."""
        if isinstance(other, Mapping):
            keys = other
        elif hasattr(other, "keys"):
            keys = other.keys()
        else:
            keys = ()
            for key, value in other:
                self[key] = value
        for key in keys:
            self[key] = other[key]
        for name in kwds:
            self[name] = kwds[name]

    def setdefault(self, key, default=None):
        """The value of the key, which is set to the default first if there is none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default


# --- sequences -----------------------------------------------------------------------------------------------

class Sequence(Reversible, Collection):
    """A sequence that can be asked, not changed: give it __getitem__ and __len__."""

    __slots__ = ()

    # For ABCMeta: sequence patterns of a match statement take these classes.
    __abc_tpflags__ = 1 << 5

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        place = 0
        try:
            while True:
                yield self[place]
                place += 1
        except IndexError:
            return

    def __reversed__(self):
        for place in range(len(self) - 1, -1, -1):
            yield self[place]

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def index(self, value, start=0, stop=None):
        """The first place of the value between start and stop, or else a ValueError."""
        # The length is asked for only by ends that count from it: an endless sequence may have none.
        place = max(start + len(self), 0) if start is not None and start < 0 else start
        end = stop + len(self) if stop is not None and stop < 0 else stop
        while end is None or place < end:
            try:
                item = self[place]
            except IndexError:
                break
            if item is value or item == value:
                return place
            place += 1
        raise ValueError

    def count(self, value):
        """How many times the value is there."""
        found = 0
        for item in self:
            if item is value or item == value:
                found += 1
        return found


def _warn_of_bytestring():
    import warnings
    warnings._deprecated("collections.abc.ByteString", remove=(3, 14))


class _WarningMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, **kwargs):
        if name != "ByteString":
            _warn_of_bytestring()
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __instancecheck__(cls, instance):
        _warn_of_bytestring()
        return super().__instancecheck__(instance)


class ByteString(Sequence, metaclass=_WarningMeta):
    """Deprecated: bytes and bytearray by one name. Buffer is its successor."""

    __slots__ = ()


class MutableSequence(Sequence):
    """A sequence that can be changed: a Sequence with __setitem__, __delitem__ and insert() too."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        """Put a value before the index."""
        raise IndexError

    def append(self, value):
        """Put a value at the end."""
        self.insert(len(self), value)

    def extend(self, values):
        """Put all these values at the end."""
        # A copy of itself, which would never end while it grows.
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        """Take out the item at the index and give it."""
        item = self[index]
        del self[index]
        return item

    def remove(self, value):
        """Take out the first item that is the value, or else raise ValueError."""
        del self[self.index(value)]

    def clear(self):
        """Take out all items."""
        try:
            while True:
                self.pop()
        except IndexError:
            return

    def reverse(self):
        """Turn the order of the items round, in place."""
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low, high = low + 1, high - 1


# --- who belongs where ---------------------------------------------------------------------------------------

def _register():
    async def coroutine(): yield
    def generator(): yield
    Generator.register(type(generator()))
    AsyncGenerator.register(type(coroutine()))
    for iterator in (iter(b""), iter(bytearray()), iter({}.keys()), iter({}.values()), iter({}.items()), iter([]),
                     iter(reversed([])), iter(range(0)), iter(set()), iter(""), iter(()), iter(zip())):
        Iterator.register(type(iterator))
    for abstract, kinds in (
            (Buffer, (bytes, bytearray, memoryview)),
            (Set, (frozenset,)),
            (MutableSet, (set,)),
            (Mapping, (type(type.__dict__), type(sys._getframe().f_locals))),
            (MutableMapping, (dict,)),
            (KeysView, (type({}.keys()),)),
            (ItemsView, (type({}.items()),)),
            (ValuesView, (type({}.values()),)),
            (Sequence, (tuple, str, bytes, range, memoryview)),
            (MutableSequence, (list, bytearray)),
            (ByteString, (bytes, bytearray))):
        for kind in kinds:
            abstract.register(kind)


_register()
try:
    from _collections import deque
    MutableSequence.register(deque)
finally:
    del deque
