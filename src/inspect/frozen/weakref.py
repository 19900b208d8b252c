"""Weak references, and collections that hold their members weakly.

The references themselves are made in the interpreter; what stands here is Python: the
dictionaries, the set, references to bound methods, and finalizers.
"""

import atexit
from _weakref import (
    CallableProxyType, ProxyType, ReferenceType, _remove_dead_weakref, getweakrefcount, getweakrefs, proxy, ref)
from types import GenericAlias

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]


# --- references ----------------------------------------------------------------------------------------------

class WeakMethod(ref):
    """A weak reference to a bound method: dead when its object or its function is."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        if not (hasattr(meth, "__self__") and hasattr(meth, "__func__")):
            raise TypeError(f"argument should be a bound method, not {type(meth)}")

        def died(_):
            # Either of the two calls this; the callback hears of it once.
            it = weakly()
            if it._alive:
                it._alive = False
                if callback is not None:
                    callback(it)

        made = super().__new__(cls, meth.__self__, died)
        made._alive = True
        made._func_ref = ref(meth.__func__, died)
        made._meth_type = type(meth)
        weakly = ref(made)
        return made

    def __call__(self):
        function, instance = self._func_ref(), super().__call__()
        if function is not None and instance is not None:
            return self._meth_type(function, instance)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return self._func_ref == other._func_ref and ref.__eq__(self, other)
        return self is other

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows under which key a dictionary keeps it."""

    __slots__ = "key",

    def __new__(cls, obj, callback, key):
        made = super().__new__(cls, obj, callback)
        made.key = key
        return made

    def __init__(self, obj, callback, key):
        super().__init__(obj, callback)


# --- collections ---------------------------------------------------------------------------------------------

class _Walk:
    """While one is under way, the collection's table does not change by itself: the dead stay where they are."""

    __slots__ = "collection",

    def __init__(self, collection):
        self.collection = collection

    def __enter__(self):
        self.collection._walks += 1

    def __exit__(self, *_):
        collection = self.collection
        collection._walks -= 1
        while collection._dead and not collection._walks:
            collection._bury(collection._dead.pop())


class _Collection:
    """A table, `data`, in which references stand for what they refer to.

    A subclass says with _holds whether a reference still stands there, and removes it with _bury.
    """

    def _open(self, table):
        weakly = ref(self)

        def gone(reference):
            # The collection may be dead before its members are.
            collection = weakly()
            if collection is not None:
                if collection._walks:
                    collection._dead.append(reference)
                else:
                    collection._bury(reference)

        self.data = table
        self._gone = gone
        self._walks = 0
        self._dead = []

    def __len__(self):
        size = len(self.data)
        return size - sum(map(self._holds, self._dead)) if self._dead else size

    # For the collections whose tables have references for keys.

    def _holds(self, reference):
        return reference in self.data

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            # What can't be referred to weakly isn't here.
            return False


class _Dictionary(_Collection):
    """What both dictionaries share, in terms of their items."""

    __hash__ = None

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def __iter__(self):
        return self.keys()

    def __eq__(self, other):
        if isinstance(other, (dict, _Dictionary)):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    def __or__(self, other):
        return self._joined(self, other) if isinstance(other, (dict, _Dictionary)) else NotImplemented

    def __ror__(self, other):
        return self._joined(other, self) if isinstance(other, (dict, _Dictionary)) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def _joined(self, *parts):
        made = self.__class__()
        for part in parts:
            made.update(part)
        return made

    def copy(self):
        return self._joined(self)

    __copy__ = copy

    def update(self, other=None, /, **kwargs):
        if other is not None:
            pairs = other if hasattr(other, "items") else dict(other)
            for key, value in pairs.items():
                self._store(key, value)
        for key, value in kwargs.items():
            self._store(key, value)

    def clear(self):
        # One by one: a value's end may bring about another's.
        try:
            while True:
                self.popitem()
        except KeyError:
            pass


class WeakValueDictionary(_Dictionary):
    """A dictionary that does not keep its values alive."""

    def __init__(self, other=(), /, **kw):
        self._open({})
        self.update(other, **kw)

    def _holds(self, reference):
        return self.data.get(reference.key) is reference

    def _bury(self, reference):
        # Under the key there may be another value by now.
        _remove_dead_weakref(self.data, reference.key)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._gone, key)

    # For update(), whatever a subclass makes of __setitem__.
    _store = __setitem__

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return self.get(key) is not None

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def popitem(self):
        value = None
        while value is None:
            key, reference = self.data.popitem()
            value = reference()
        return key, value

    def keys(self):
        with _Walk(self):
            for key, reference in self.data.items():
                if reference() is not None:
                    yield key

    def values(self):
        with _Walk(self):
            for reference in self.data.values():
                if (value := reference()) is not None:
                    yield value

    def items(self):
        with _Walk(self):
            for key, reference in self.data.items():
                if (value := reference()) is not None:
                    yield key, value

    def valuerefs(self):
        """The references, of which some may be dead when they are looked at."""
        return [*self.data.values()]

    def itervaluerefs(self):
        """The references, one after the other."""
        with _Walk(self):
            yield from self.data.values()

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = self.__class__()
        for key, value in self.items():
            made[deepcopy(key, memo)] = value
        return made


class WeakKeyDictionary(_Dictionary):
    """A dictionary that does not keep its keys alive."""

    def __init__(self, dict=None):
        self._open({})
        if dict is not None:
            self.update(dict)

    def _bury(self, reference):
        self.data.pop(reference, None)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._gone)] = value

    _store = __setitem__

    def __delitem__(self, key):
        del self.data[ref(key)]

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._gone), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        key = None
        while key is None:
            reference, value = self.data.popitem()
            key = reference()
        return key, value

    def keys(self):
        with _Walk(self):
            for reference in self.data:
                if (key := reference()) is not None:
                    yield key

    def values(self):
        with _Walk(self):
            for reference, value in self.data.items():
                if reference() is not None:
                    yield value

    def items(self):
        with _Walk(self):
            for reference, value in self.data.items():
                if (key := reference()) is not None:
                    yield key, value

    def keyrefs(self):
        """The references, of which some may be dead when they are looked at."""
        return [*self.data]

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = self.__class__()
        for key, value in self.items():
            made[key] = deepcopy(value, memo)
        return made


def _refs(items):
    return set(map(ref, items))


class WeakSet(_Collection):
    """A set that does not keep its members alive."""

    __module__ = "_weakrefset"
    __class_getitem__ = classmethod(GenericAlias)
    __hash__ = None

    def __init__(self, data=None):
        self._open(set())
        if data is not None:
            self.update(data)

    def _bury(self, reference):
        self.data.discard(reference)

    def __repr__(self):
        return repr(self.data)

    def __iter__(self):
        with _Walk(self):
            for reference in self.data:
                if (item := reference()) is not None:
                    yield item

    def copy(self):
        return self.__class__(self)

    def add(self, item):
        self.data.add(ref(item, self._gone))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def pop(self):
        while self.data:
            if (item := self.data.pop()()) is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    # Every operation in place, and the new sets by way of them.

    def update(self, other):
        for item in other:
            self.add(item)

    def intersection_update(self, other):
        self.data &= _refs(other)

    def difference_update(self, other):
        self.data -= self.data if other is self else _refs(other)

    def symmetric_difference_update(self, other):
        # The other's members come in: these references have to tell when they die.
        self.data ^= self.data if other is self else {ref(item, self._gone) for item in other}

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def intersection(self, other):
        return self.__class__(filter(self.__contains__, other))

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    def symmetric_difference(self, other):
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def __eq__(self, other):
        return self.data == _refs(other) if isinstance(other, self.__class__) else NotImplemented

    def __lt__(self, other):
        return self.data < _refs(other)

    def __gt__(self, other):
        return self.data > _refs(other)

    def issubset(self, other):
        return self.data <= _refs(other)

    def issuperset(self, other):
        return self.data >= _refs(other)

    __le__, __ge__ = issubset, issuperset

    def isdisjoint(self, other):
        return not self.intersection(other)


# --- finalizers ----------------------------------------------------------------------------------------------

class _Task:
    """What a finalizer is to do."""

    __slots__ = "target", "func", "args", "kwargs", "atexit"

    def shown(self, obj):
        return obj, self.func, self.args, self.kwargs


class finalize:
    """Calls a function when an object dies, or at the end of the program.

    The registry holds what is to be called, in the order of making; the finalizer itself is only its key.
    """

    __slots__ = ()
    _registry = {}
    _made = 0
    _over = False

    def __init__(self, obj, func, /, *args, **kwargs):
        task = _Task()
        task.target = ref(obj, self)
        task.func, task.args, task.kwargs, task.atexit = func, args, kwargs, True
        if not finalize._made:
            atexit.register(finalize._run_rest)
        finalize._made += 1
        finalize._registry[self] = task

    def __call__(self, _=None):
        """Does what is to be done, unless it has been."""
        task = finalize._registry.pop(self, None)
        if task is not None and not finalize._over:
            return task.func(*task.args, **task.kwargs)

    def _living(self):
        """The task and its object; None for the object once it is dead or the finalizer done."""
        task = finalize._registry.get(self)
        return task, None if task is None else task.target()

    def peek(self):
        """The object, the function and its arguments; None if the finalizer is done."""
        task, obj = self._living()
        if obj is not None:
            return task.shown(obj)

    def detach(self):
        """Calls the finalizer off, and says what peek() does."""
        task, obj = self._living()
        if obj is not None and finalize._registry.pop(self, None) is not None:
            return task.shown(obj)

    @property
    def alive(self):
        """Whether the function is still to be called."""
        return self in finalize._registry

    @property
    def atexit(self):
        """Whether the end of the program calls the function."""
        task = finalize._registry.get(self)
        return task is not None and task.atexit

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            finalize._registry[self].atexit = bool(value)

    def __repr__(self):
        obj = self._living()[1]
        state = "dead" if obj is None else f"for {type(obj).__name__!r} at {id(obj):#x}"
        return f"<{type(self).__name__} object at {id(self):#x}; {state}>"

    @classmethod
    def _run_rest(cls):
        """The end of the program: newest first, those made meanwhile too."""
        import gc
        # Nothing is to be finalized in the middle of it.
        collecting = gc.isenabled()
        gc.disable()
        waiting, made = [], None
        try:
            while waiting or made != cls._made:
                if made != cls._made:
                    made = cls._made
                    waiting = [key for key, task in cls._registry.items() if task.atexit]
                    continue
                try:
                    waiting.pop()()
                except Exception as error:
                    import sys
                    sys.excepthook(type(error), error, error.__traceback__)
        finally:
            finalize._over = True
            if collecting:
                gc.enable()
