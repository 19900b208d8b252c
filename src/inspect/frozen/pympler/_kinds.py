"""How asizeof sees each type: basic size, items, and which referents count as part of an object.

An object's own size is sys.getsizeof's; basic size and items only tell where it comes from. Referents are chosen by
type: the contents of a container and the attributes of an instance belong to it, the globals of a function do not.
"""

import gc
import sys
import types
import weakref
from array import array
from struct import Struct

# What a basic size counts for the head of collected objects; it is 16 bytes in truth, and sys.getsizeof knows it.
GC_HEAD = 32
POINTER = 8
DICT_ENTRY = 24
SET_ENTRY = 16
MODULE_EXTRA = 24
FRAME_LEAST = 384
CODE_LEAST = 128

HEAP_TYPE, HAVE_GC = 1 << 9, 1 << 14

# What these modules define is taken for part of the language and has no size here.
IGNORED_MODULES = {"builtins", "types"}


def short_repr(obj, clip=80):
    """repr() on one line, its middle left out if it is longer than clip."""
    try:
        text = repr(obj).replace("\n", "\\n")
    except Exception:
        return "N/A"
    half = clip // 2 - 2
    if len(text) > clip > 0 and half > 0:
        text = f"{text[:half]}....{text[-half:]}"
    return text


def name_of(obj, default=""):
    return getattr(obj, "__name__", default)


# Referents: each function yields (name, object); a name is only made where somebody wants to read it.


def attributes(*names):
    def referents(obj, named):
        for name in names:
            if hasattr(obj, name):
                yield name, getattr(obj, name)

    return referents


def with_prefix(prefix, *names, but=()):
    """The attributes listed, then those whose names begin with a prefix."""

    def referents(obj, named):
        yield from attributes(*names)(obj, named)
        for name in dir(obj):
            if name.startswith(prefix) and name not in but and hasattr(obj, name):
                yield name, getattr(obj, name)

    return referents


def of_sequence(obj, named):
    for item in obj:
        yield None, item


def of_dict(obj, named):
    for key, value in obj.items():
        yield named and f"[K] {key}", key
        yield named and f"[V] {key}: {short_repr(value)}", value


def of_module(obj, named):
    return of_dict(vars(obj), named)


def of_slots(obj):
    """Values of the slots of all classes of an instance, each name once."""
    found = {}
    if not hasattr(obj, "__slots__"):
        return found
    for cls in type(obj).__mro__:
        for slot in getattr(cls, "__slots__", ()):
            slot = f"_{cls.__name__}{slot}" if slot.startswith("__") else slot
            if slot not in found and hasattr(obj, slot):
                found[slot] = getattr(obj, slot)
    return found


def of_instance(obj, named):
    yield from attributes("__dict__", "__class__")(obj, named)
    yield from of_slots(obj).items()


def of_namedtuple(obj, named):
    yield from attributes("__class__")(obj, named)
    yield from of_slots(obj).items()
    yield from of_sequence(obj, named)


def of_iterator(obj, named):
    for referent in gc.get_referents(obj):
        yield name_of(obj) or "iteref", referent


def of_generator(obj, named):
    return attributes("f_locals", "f_code")(obj.gi_frame, named)


def of_cell(obj, named):
    try:
        yield "cell_contents", obj.cell_contents
    except ValueError:
        # An empty cell.
        pass


def of_weak(obj, named):
    try:
        yield None, obj()
    except Exception:
        pass


of_class = attributes("__class__", "__doc__", "__mro__", "__name__", "__slots__", "__weakref__", "__dict__")
of_error = attributes("args", "filename", "lineno", "msg", "text")
of_function = with_prefix("func_", "__doc__", "__name__", "__code__", "__closure__", but=("func_globals",))
of_method = with_prefix("im_", "__doc__", "__name__", "__code__")
of_documented = attributes("__doc__")


# Lengths, in items: estimates from the time before sys.getsizeof.


def length(obj):
    try:
        return len(obj)
    except TypeError:
        return 0


def power_of_2(n):
    return 1 << (n - 1).bit_length()


def length_of_dict(obj):
    return power_of_2(len(obj) + 1) if len(obj) > 5 else 0


def length_of_list(obj):
    n = len(obj)
    return n + 6 + (n >> 3) if n > 8 else n and n + 4


def length_of_set(obj):
    n = len(obj)
    return power_of_2(2 * n - 2) if n > 8 else n and 8


def length_of_int(obj):
    return max(0, sys.getsizeof(obj) - int.__basicsize__) // int.__itemsize__


def length_of_iterator(obj):
    hint = getattr(obj, "__length_hint__", None)
    return hint() if callable(hint) else length(obj)


def length_of_slice(obj):
    try:
        return (obj.stop - obj.start + 1) // obj.step
    except TypeError:
        return 0


def length_of_code(obj):
    return len(obj.co_freevars) + obj.co_stacksize + len(obj.co_cellvars) + obj.co_nlocals - 1


class Kind:
    """How objects of one type are measured."""

    __slots__ = ("base", "item", "length", "referents", "code", "ignored", "own_length", "unit")

    def __init__(self, base, item=0, length=None, referents=None, code=False, ignored=False, own_length=False, unit=None):
        self.base = base
        self.item = item
        self.length = length
        self.referents = referents
        # Counted only where the size of code is asked for.
        self.code = code
        self.ignored = ignored
        # The size is base and items, whatever sys.getsizeof says.
        self.own_length = own_length
        # The attribute that has the real size of an item, where length counts bytes.
        self.unit = unit

    def flat(self, obj, mask=0):
        """The object's own size, rounded up."""
        size = self.base
        if self.length and self.item:
            size += self.length(obj) * self.item
        if not self.own_length:
            size = sys.getsizeof(obj, size)
        return (size + mask) & ~mask


def basic_size(cls, obj=None, least=0):
    size = max(getattr(cls, "__basicsize__", 0), least)
    if cls is type:
        has_head = getattr(obj, "__flags__", 0) & HEAP_TYPE
    else:
        has_head = cls.__flags__ & HAVE_GC
    return size + GC_HEAD if has_head else size


_kinds = {}


def _define(cls, item=0, **more):
    _kinds.setdefault(cls, Kind(basic_size(cls), cls.__itemsize__ or item, **more))


def _define_all():
    for cls in (complex, float, type(...), type(None), bool, type(NotImplemented), range,
                types.GetSetDescriptorType, types.MemberDescriptorType, weakref.ProxyType):
        _define(cls)
    _define(int, length=length_of_int)
    _define(list, POINTER, length=length_of_list, referents=of_sequence)
    _define(tuple, POINTER, length=length, referents=of_sequence)
    _define(property, referents=with_prefix("f", "__doc__"))
    for cls in (dict, types.MappingProxyType):
        _define(cls, DICT_ENTRY, length=length_of_dict, referents=of_dict)
    _define(bytearray, 1, length=bytearray.__alloc__)
    _define(bytes, 1, length=length)
    _define(str, 1, length=lambda text: len(text) + 1)
    for cls in (set, frozenset):
        _define(cls, SET_ENTRY, length=length_of_set, referents=of_sequence)
    for cls in (enumerate, reversed):
        _define(cls, referents=of_documented)
    _define(Exception, referents=of_error)
    _define(slice, POINTER, length=length_of_slice)
    _define(Struct, 1, length=lambda obj: obj.size)
    _define(types.TracebackType, referents=with_prefix("tb_"))
    for cls in (weakref.KeyedRef, weakref.ReferenceType):
        _define(cls, referents=of_weak)
    _define(weakref.CallableProxyType, code=True, referents=of_weak)
    for cls in (object, super):
        _define(cls, code=True, ignored=True)
    for cls in (classmethod, staticmethod, types.MethodType):
        _define(cls, code=True, referents=of_method)
    _define(types.GeneratorType, referents=of_generator)
    filled = ([], (), "", b"", bytearray(), {}, {}.keys(), {}.values(), {}.items(), set(), range(0), reversed([]))
    for iterable in filled:
        _kinds.setdefault(type(iter(iterable)), Kind(basic_size(type(iter(iterable))), 0, length_of_iterator, of_iterator))


_define_all()

# Classes that are measured as dicts, by module.
dict_like = {"UserDict": ("IterableUserDict", "UserDict"), "weakref": ("WeakKeyDictionary", "WeakValueDictionary")}


def looks_like_dict(obj):
    wanted = ("items", "keys", "values", "__len__", "get", "has_key")
    return all(callable(getattr(obj, name, None)) for name in wanted)


def is_dict_like(obj):
    cls = getattr(obj, "__class__", None)
    return name_of(cls) in dict_like.get(getattr(cls, "__module__", ""), ())


def _of_array(obj):
    base = max(56, sys.getsizeof(obj, 0) - len(obj) * obj.itemsize)
    return Kind(base, 1, lambda a: len(a) * a.itemsize, own_length=True, unit="itemsize")


def _as_dict(cls, obj):
    like = _kinds[dict]
    return Kind(like.base, like.item, like.length, like.referents)


def _of_callable(cls, obj, base):
    if isinstance(obj, type):
        return Kind(base, referents=of_class, code=True, ignored=obj.__module__ in IGNORED_MODULES)
    if isinstance(obj, types.BuiltinFunctionType):
        return Kind(base, code=True, ignored=True)
    if isinstance(obj, types.FunctionType):
        return Kind(base, referents=of_function, code=True)
    return Kind(base, cls.__itemsize__, length if cls.__itemsize__ else None, of_instance)


def _new_kind(obj, derive, frames, infer):
    cls = type(obj)
    base = basic_size(cls, obj)
    if isinstance(obj, types.ModuleType):
        return Kind(basic_size(cls, least=_kinds[dict].base), DICT_ENTRY + MODULE_EXTRA, lambda module: len(vars(module)), of_module)
    if isinstance(obj, types.FrameType):
        base = basic_size(cls, obj, FRAME_LEAST)
        return Kind(base, cls.__itemsize__, lambda frame: length_of_code(frame.f_code), with_prefix("f_"), ignored=not frames)
    if isinstance(obj, types.CodeType):
        return Kind(basic_size(cls, obj, CODE_LEAST), POINTER, length_of_code, with_prefix("co_"), code=True)
    if callable(obj):
        return _of_callable(cls, obj, base)
    if issubclass(cls, dict) or is_dict_like(obj) or infer and looks_like_dict(obj):
        return _as_dict(cls, obj)
    if isinstance(obj, types.CellType):
        return Kind(base, cls.__itemsize__, referents=of_cell)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return Kind(base, referents=of_namedtuple)
    if isinstance(obj, array):
        return _of_array(obj)
    # A namespace is an instance like others, though its type belongs to `types`.
    if cls is not types.SimpleNamespace and getattr(obj, "__module__", "") in IGNORED_MODULES:
        return Kind(base, ignored=True)
    if derive:
        parents = [kind for known, kind in _kinds.items() if isinstance(known, type) and known is not object and issubclass(cls, known)]
        if len(parents) == 1:
            return parents[0]
    counted = length if cls.__itemsize__ else None
    referents = of_error if isinstance(obj, Exception) else of_instance
    return Kind(base, cls.__itemsize__, counted, referents)


def kind_of(obj, derive=False, frames=False, infer=False, keep=True):
    """The kind of an object. Classes are measured one by one, and not remembered: that would keep them alive."""
    cls = type(obj)
    kind = None if cls is type else _kinds.get(cls)
    if kind is None:
        kind = _new_kind(obj, derive, frames, infer)
        if keep and cls is not type:
            _kinds[cls] = kind
    return kind
