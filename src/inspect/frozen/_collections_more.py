"""ChainMap, UserDict, UserList, UserString: what `collections` loads late."""

# Their home is `collections`: reprs of the classes say so.
__name__ = "collections"

from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence


class ChainMap(MutableMapping):
    """Several mappings seen as one: the first that has a key decides, and only the first is changed."""

    _shown_now = set()

    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            # Not `in`: a defaultdict has what it does not contain.
            try:
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def get(self, key, default=None):
        if key in self:
            return self[key]
        return default

    def __bool__(self):
        return any(self.maps)

    def _keys(self):
        """All keys, those of the last mapping first."""
        keys = {}
        for mapping in self.maps[::-1]:
            keys.update(dict.fromkeys(mapping))
        return keys

    def __iter__(self):
        return iter(self._keys())

    def __len__(self):
        return len(set().union(*self.maps))

    def __repr__(self):
        # A mapping of the chain may have the chain for a value.
        if id(self) in self._shown_now:
            return "..."
        self._shown_now.add(id(self))
        try:
            return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"
        finally:
            self._shown_now.remove(id(self))

    # --- changes, all of the first mapping ---

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def pop(self, key, *args):
        """Removes a key of the first mapping, and gives its value."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        """Removes an item of the first mapping."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def clear(self):
        """Empties the first mapping."""
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    # --- other chains ---

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        """A chain of one dict with these keys."""
        return cls(dict.fromkeys(iterable, value))

    def new_child(self, m=None, **kwargs):
        """A chain with one mapping more, at the front."""
        front = kwargs if m is None else m
        if front is not kwargs and kwargs:
            front.update(kwargs)
        return self.__class__(front, *self.maps)

    @property
    def parents(self):
        """The chain without its first mapping."""
        return self.__class__(*self.maps[1:])

    def copy(self):
        """A chain that can be changed without changing this one."""
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def __or__(self, other):
        if isinstance(other, Mapping):
            joined = self.copy()
            joined |= other
            return joined
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, Mapping):
            joined = dict(other)
            for mapping in reversed(self.maps):
                joined.update(mapping)
            return self.__class__(joined)
        return NotImplemented


class _Wrapper:
    """What is common to the classes made of a container, `data`, for the sake of subclasses that change it."""

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __copy__(self):
        made = object.__new__(self.__class__)
        vars(made).update(vars(self), data=self.data.copy())
        return made


def _bare(thing, kind):
    """What is in a wrapper of this kind; anything else as it is."""
    return thing.data if isinstance(thing, kind) else thing


class UserDict(_Wrapper, MutableMapping):
    """A dict made of another, for classes that change what it does."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in (dict, kwargs):
            if source is not None:
                self.update(source)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        cls = self.__class__
        if not hasattr(cls, "__missing__"):
            raise KeyError(key)
        return cls.__missing__(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    # Mapping's would call __missing__.
    def __contains__(self, key):
        return key in self.data

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __or__(self, other):
        if isinstance(other, (UserDict, dict)):
            return self.__class__(self.data | _bare(other, UserDict))
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, (UserDict, dict)):
            return self.__class__(_bare(other, UserDict) | self.data)
        return NotImplemented

    def __ior__(self, other):
        self.data |= _bare(other, UserDict)
        return self

    def copy(self):
        if type(self) is UserDict:
            return UserDict(self.data.copy())
        # A subclass gets its attributes from copy.copy(), and its items the way it stores them.
        import copy
        items, self.data = self.data, {}
        try:
            made = copy.copy(self)
        finally:
            self.data = items
        made.update(self)
        return made

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _list_of(thing):
    """The items of a list's other operand, as a list."""
    thing = _bare(thing, UserList)
    return thing if isinstance(thing, list) else list(thing)


class UserList(_Wrapper, MutableSequence):
    """A list made of another, for classes that change what it does."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_bare(initlist, UserList))

    def __eq__(self, other):
        return self.data == _bare(other, UserList)

    def __lt__(self, other):
        return self.data < _bare(other, UserList)

    def __le__(self, other):
        return self.data <= _bare(other, UserList)

    def __gt__(self, other):
        return self.data > _bare(other, UserList)

    def __ge__(self, other):
        return self.data >= _bare(other, UserList)

    def __contains__(self, item):
        return item in self.data

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + _list_of(other))

    def __radd__(self, other):
        return self.__class__(_list_of(other) + self.data)

    def __iadd__(self, other):
        self.data += _list_of(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def copy(self):
        return self.__class__(self)

    def append(self, item):
        self.data.append(item)

    def extend(self, other):
        self.data.extend(_bare(other, UserList))

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)


class UserString(Sequence):
    """A str made of another, for classes that change what it does."""

    def __init__(self, seq):
        self.data = _as_str(seq)

    def __getnewargs__(self):
        return self.data,

    def __str__(self):
        return self.data

    def __repr__(self):
        return repr(self.data)

    def __hash__(self):
        return hash(self.data)

    def __len__(self):
        return len(self.data)

    def __eq__(self, string):
        return self.data == _text(string)

    def __lt__(self, string):
        return self.data < _text(string)

    def __le__(self, string):
        return self.data <= _text(string)

    def __gt__(self, string):
        return self.data > _text(string)

    def __ge__(self, string):
        return self.data >= _text(string)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __contains__(self, char):
        return _text(char) in self.data

    def __add__(self, other):
        return self.__class__(self.data + _as_str(other))

    def __radd__(self, other):
        return self.__class__(_as_str(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __int__(self):
        return int(self.data)

    def join(self, seq):
        return self.data.join(seq)

    def encode(self, encoding="utf-8", errors="strict"):
        return self.data.encode(encoding or "utf-8", errors or "strict")


def _text(thing):
    """The str of a UserString; anything else as it is."""
    return thing.data if isinstance(thing, UserString) else thing


def _as_str(thing):
    thing = _text(thing)
    return thing if isinstance(thing, str) else str(thing)


def _delegate(name, wrap):
    """A method of str, of the text inside; one that gives text gives it as the class's."""
    method = getattr(str, name)
    if wrap:
        def call(self, *args, **kwds):
            return self.__class__(method(self.data, *map(_text, args), **kwds))
    else:
        def call(self, *args, **kwds):
            return method(self.data, *map(_text, args), **kwds)
    call.__name__ = name
    call.__qualname__ = f"UserString.{name}"
    setattr(UserString, name, call)


for _name in ("capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix replace rjust rstrip strip "
              "swapcase title translate upper zfill").split():
    _delegate(_name, True)
for _name in ("count endswith find format format_map "
              "index isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle "
              "isupper partition rfind rindex rpartition rsplit split splitlines startswith").split():
    _delegate(_name, False)
UserString.maketrans = str.maketrans
