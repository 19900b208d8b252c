"""Classes that hold data: a decorator that writes their methods."""

import abc
import sys
from types import GenericAlias, MappingProxyType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Factory:
    """What a parameter shows whose default a factory makes."""

    def __repr__(self):
        return "<factory>"


_FROM_FACTORY = _Factory()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = MappingProxyType({})


class _FIELD_BASE:
    """What kind of field one is."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

# Names of the class's attributes that say what has been made of it.
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class InitVar:
    """The type of a parameter of __init__ that is no field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type):
            return f"dataclasses.InitVar[{self.type.__name__}]"
        return f"dataclasses.InitVar[{self.type!r}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


def _recursive_repr(user_function):
    running = set()

    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return user_function(self)
        finally:
            running.discard(key)
    wrapper.__name__ = user_function.__name__
    wrapper.__qualname__ = user_function.__qualname__
    wrapper.__wrapped__ = user_function
    return wrapper


class Field:
    """What is known of one field; made by field()."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr
    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        # A default that is a descriptor hears of its name as if it stood in the class itself.
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Say more of a field than its default: what makes one, and which of the methods the field is for."""
    if not (default is MISSING or default_factory is MISSING):
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _has_default(f):
    return f.default is not MISSING or f.default_factory is not MISSING


# --- what fields a class has ---------------------------------------------------------------------------------

def _type_is(cls, annotation, is_it):
    """Whether the annotation is `typing.ClassVar`, `dataclasses.InitVar` or the like, as an object or as a str
    that means it in the class's module. Of a str only the first name counts, or two with a dot between them."""
    if not isinstance(annotation, str):
        return is_it(annotation)
    names = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    first, rest = _split_word(annotation)
    if rest.startswith("."):
        names = getattr(names.get(first), "__dict__", {})
        first, _ = _split_word(rest[1:])
    return is_it(names.get(first))


def _split_word(text):
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end], text[end:].lstrip()


def _is_classvar(a_type):
    typing = sys.modules.get("typing")
    return typing is not None and (a_type is typing.ClassVar or getattr(a_type, "__origin__", None) is typing.ClassVar)


def _is_initvar(a_type):
    return a_type is InitVar or type(a_type) is InitVar


def _is_kw_only(a_type):
    return a_type is KW_ONLY


def _make_field(cls, name, annotation, kw_only):
    """What is known of a field from its annotation and from what the class has by its name."""
    found = getattr(cls, name, MISSING)
    # A slot's descriptor is what a base has, not a default.
    is_slot = type(found) is type(Field.name)
    f = found if isinstance(found, Field) else field(default=MISSING if is_slot else found)
    f.name, f.type, f._field_type = name, annotation, _FIELD
    for is_it, kind in (_is_classvar, _FIELD_CLASSVAR), (_is_initvar, _FIELD_INITVAR):
        if _type_is(cls, annotation, is_it):
            f._field_type = kind
            if f.default_factory is not MISSING:
                raise TypeError(f"field {name} cannot have a default factory")
            break
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    # Whatever cannot be hashed can most likely be changed, and instances would share it.
    if f.default.__class__.__hash__ is None and f._field_type is _FIELD:
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


# --- methods made from text ----------------------------------------------------------------------------------

def _make(cls, name, args, body, locals, doc=None):
    """A function of the class made from its text; names that start with __dataclass_ stand in `locals`."""
    text = f"def __create_fn__({', '.join(locals)}):\n def {name}({', '.join(args)}):\n"
    text += "".join(f"  {line}\n" for line in body or ["pass"])
    text += f" return {name}\n"
    home = sys.modules.get(cls.__module__)
    namespace = {"__builtins__": __builtins__} if home is None else vars(home)
    made = {}
    exec(text, namespace, made)
    function = made["__create_fn__"](**locals)
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    if doc is not None:
        function.__doc__ = doc
    return function


def _init_param(f):
    default = ""
    if _has_default(f):
        default = "=__dataclass_factory__" if f.default is MISSING else f"=__dataclass_dflt_{f.name}__"
    return f"{f.name}:__dataclass_type_{f.name}__{default}"


def _init_fn(cls, std_fields, kw_only_fields, all_fields, frozen, has_post_init, self_name, slots):
    earlier = None
    for f in std_fields:
        if _has_default(f):
            earlier = f
        elif earlier:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {earlier.name!r}")
    locals = {"__dataclass_factory__": _FROM_FACTORY, "__dataclass_builtins_object__": object}
    for f in all_fields:
        locals[f"__dataclass_type_{f.name}__"] = f.type
    body = []
    for f in all_fields:
        name = f"__dataclass_dflt_{f.name}__"
        factory = f.default_factory
        if factory is not MISSING:
            locals[name], value = factory, f"{name}()"
            if f.init:
                value = f"{name}() if {f.name} is __dataclass_factory__ else {f.name}"
        elif f.init:
            value = f.name
            if f.default is not MISSING:
                locals[name] = f.default
        elif slots and f.default is not MISSING:
            # The slot hides the class's attribute.
            locals[name] = f.default
            value = name
        else:
            continue
        if f._field_type is not _FIELD:
            continue
        if frozen:
            body.append(f"__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})")
        else:
            body.append(f"{self_name}.{f.name}={value}")
    if has_post_init:
        params = ",".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT}({params})")
    params = [_init_param(f) for f in std_fields]
    if kw_only_fields:
        params += ["*"] + [_init_param(f) for f in kw_only_fields]
    function = _make(cls, "__init__", [self_name] + params, body, locals)
    function.__annotations__ = {f.name: f.type for f in (*std_fields, *kw_only_fields)} | {"return": None}
    return function


def _tuple_text(owner, fields):
    if not fields:
        return "()"
    return f"({','.join(f'{owner}.{f.name}' for f in fields)},)"


def _frozen_methods(cls, fields):
    names = tuple(f.name for f in fields)
    error = FrozenInstanceError

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise error(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise error(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _add_method(cls, function, refusal=None):
    """Give the class a method if it has none of that name, which is an error if there is an end for its text."""
    name = function.__name__
    if name not in vars(cls):
        function.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, function)
    elif refusal is not None:
        raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{refusal}")


def _hash_action(cls, unsafe_hash, eq, frozen, has_explicit_hash, fields):
    """What becomes of __hash__: nothing, None, a hash of the fields, or an error."""
    def add():
        chosen = [f for f in fields if (f.compare if f.hash is None else f.hash)]
        cls.__hash__ = _make(cls, "__hash__", ["self"], [f"return hash({_tuple_text('self', chosen)})"], {})
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        add()
    elif eq and not has_explicit_hash:
        if frozen:
            add()
        else:
            cls.__hash__ = None


def _collect(cls, params):
    """The fields of the class and its bases by their names, in the order of __init__'s parameters."""
    found, frozen_bases = {}, []
    for base in reversed(cls.__mro__[1:]):
        inherited = getattr(base, _FIELDS, None)
        if inherited is None:
            continue
        frozen_bases.append(getattr(base, _PARAMS).frozen)
        found.update((f.name, f) for f in inherited.values())
    annotations = vars(cls).get("__annotations__", {})
    kw_only, marked, own = params.kw_only, False, []
    for name, annotation in annotations.items():
        if not _type_is(cls, annotation, _is_kw_only):
            own.append(_make_field(cls, name, annotation, kw_only))
        elif marked:
            raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
        else:
            marked = kw_only = True
    for f in own:
        found[f.name] = f
        # The class is to have the default itself, or nothing.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is not MISSING:
                setattr(cls, f.name, f.default)
            else:
                delattr(cls, f.name)
    for name, value in vars(cls).items():
        if name not in annotations and isinstance(value, Field):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if not params.frozen and any(frozen_bases):
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if params.frozen and not all(frozen_bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


def _process_class(cls, params):
    # What is no class is refused for having no module.
    cls.__module__
    setattr(cls, _PARAMS, params)
    found = _collect(cls, params)
    setattr(cls, _FIELDS, found)
    own = vars(cls)
    # A class with __eq__ has a __hash__ that is None without having asked for it.
    has_hash = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    every = [f for f in found.values() if f._field_type is not _FIELD_CLASSVAR]
    by_place = tuple(f for f in every if f.init and not f.kw_only)
    by_name = tuple(f for f in every if f.init and f.kw_only)
    stored = [f for f in every if f._field_type is _FIELD]
    compared = [f for f in stored if f.compare]
    if params.init:
        me = "__dataclass_self__" if "self" in found else "self"
        _add_method(cls, _init_fn(cls, by_place, by_name, every, params.frozen, hasattr(cls, _POST_INIT), me,
                                  params.slots))
    if "__replace__" not in own:
        cls.__replace__ = _replace_method(cls)
    if params.repr and "__repr__" not in own:
        shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in stored if f.repr)
        function = _make(cls, "__repr__", ["self"], [f'return f"{{self.__class__.__qualname__}}({shown})"'], {})
        _add_method(cls, _recursive_repr(function))
    if params.eq and "__eq__" not in own:
        terms = " and ".join(f"self.{f.name}==other.{f.name}" for f in compared) or "True"
        body = ["if self is other:", " return True", "if other.__class__ is self.__class__:", f" return {terms}",
                "return NotImplemented"]
        cls.__eq__ = _make(cls, "__eq__", ["self", "other"], body, {})
    if params.order:
        mine, others = _tuple_text("self", compared), _tuple_text("other", compared)
        for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            body = ["if other.__class__ is self.__class__:", f" return {mine}{sign}{others}", "return NotImplemented"]
            _add_method(cls, _make(cls, name, ["self", "other"], body, {}), ". Consider using functools.total_ordering")
    if params.frozen:
        for function in _frozen_methods(cls, stored):
            _add_method(cls, function, "")
    _hash_action(cls, params.unsafe_hash, params.eq, params.frozen, has_hash, stored)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _shown_signature(by_place, by_name)
    if params.match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple(f.name for f in by_place)
    if params.slots:
        cls = _add_slots(cls, params.frozen, params.weakref_slot)
    elif params.weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    return abc.update_abstractmethods(cls)


def _shown_type(t):
    if isinstance(t, str):
        return repr(t)
    if isinstance(t, type) and not isinstance(t, GenericAlias):
        return t.__qualname__ if t.__module__ == "builtins" else f"{t.__module__}.{t.__qualname__}"
    return repr(t).removeprefix("typing.") if type(t).__module__ == "typing" else repr(t)


def _shown_signature(std_fields, kw_only_fields):
    """The text of __init__'s signature, for the class's doc."""
    def shown(f):
        default = ""
        if _has_default(f):
            default = f" = {_FROM_FACTORY if f.default is MISSING else f.default!r}"
        return f"{f.name}: {_shown_type(f.type)}{default}"
    parts = [shown(f) for f in std_fields]
    if kw_only_fields:
        parts += ["*"] + [shown(f) for f in kw_only_fields]
    return f"({', '.join(parts)})"


# --- slots ---------------------------------------------------------------------------------------------------

def _frozen_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_frozen_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _inherited_slots(cls):
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__")
        if slots is None:
            if "__weakref__" in base.__dict__:
                yield "__weakref__"
            continue
        if hasattr(slots, "__next__"):
            # Whoever made the class has used up the names.
            raise TypeError(f"Slots of {base.__name__!r} cannot be determined")
        yield from (slots,) if isinstance(slots, str) else slots


def _add_slots(cls, is_frozen, weakref_slot):
    """The class made anew with slots, which can't be added to one that is there."""
    if "__slots__" in vars(cls):
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = [f.name for f in fields(cls)]
    inherited = set(_inherited_slots(cls))
    body = {name: value for name, value in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
    wanted = [*names, "__weakref__"] if weakref_slot else names
    body["__slots__"] = tuple(name for name in wanted if name not in inherited)
    if is_frozen:
        # Pickling sets no attributes of a frozen instance.
        body.setdefault("__getstate__", _frozen_state)
        body.setdefault("__setstate__", _set_frozen_state)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Write the methods of a class that its annotated attributes, the fields, are enough for.

    Those are __init__, __repr__, __eq__ and with `order` the other comparisons, with `unsafe_hash` or `frozen`
    __hash__. Fields of a frozen class can't be set. `slots` makes a new class that has no other attributes.
    """
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    if cls is not None:
        return _process_class(cls, params)
    return lambda cls: _process_class(cls, params)


# --- what can be done with dataclasses -----------------------------------------------------------------------

def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    found = getattr(class_or_instance, _FIELDS, None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    """Whether this is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _need_instance(obj, asking):
    if not hasattr(type(obj), _FIELDS):
        raise TypeError(f"{asking}() should be called on dataclass instances")


_ATOMIC = frozenset({type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), type(len),
                     type(lambda: None), type, range, property})


def asdict(obj, *, dict_factory=dict):
    """A dict of the fields, with those of dataclasses within, also in lists, tuples and dicts; the rest is copied."""
    _need_instance(obj, "asdict")
    return _inner(obj, lambda obj, inner: dict_factory([(f.name, inner(getattr(obj, f.name))) for f in fields(obj)]))


def astuple(obj, *, tuple_factory=tuple):
    """A tuple of the fields, with those of dataclasses within, as asdict() does it."""
    _need_instance(obj, "astuple")
    return _inner(obj, lambda obj, inner: tuple_factory([inner(getattr(obj, f.name)) for f in fields(obj)]))


def _inner(obj, of_dataclass):
    def inner(obj):
        kind = type(obj)
        if kind in _ATOMIC:
            return obj
        if hasattr(kind, _FIELDS):
            return of_dataclass(obj, inner)
        if isinstance(obj, tuple) and hasattr(obj, "_fields"):
            return kind(*[inner(v) for v in obj])
        if isinstance(obj, (list, tuple)):
            return kind(inner(v) for v in obj)
        if isinstance(obj, dict):
            if hasattr(kind, "default_factory"):
                result = kind(obj.default_factory)
                for k, v in obj.items():
                    result[inner(k)] = inner(v)
                return result
            return kind((inner(k), inner(v)) for k, v in obj.items())
        from copy import deepcopy
        return deepcopy(obj)
    return inner(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None):
    """Make a dataclass of names, pairs of name and type, or those with a default or a field() as well."""
    from keyword import iskeyword
    from types import new_class
    annotations, body = {}, dict(namespace or {})
    for item in fields:
        parts = (item, "typing.Any") if isinstance(item, str) else item
        if len(parts) not in (2, 3):
            raise TypeError(f"Invalid field: {item!r}")
        name, annotation, *default = parts
        if not (isinstance(name, str) and name.isidentifier()):
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
        if default:
            body[name] = default[0]
    body["__annotations__"] = annotations
    cls = new_class(cls_name, bases, {}, lambda space: space.update(body))
    if module is None:
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object that has other values in these fields."""
    _need_instance(obj, "replace")
    return _replaced(obj, changes)


def _replaced(obj, changes):
    for name, f in getattr(obj, _FIELDS).items():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if name in changes:
                raise TypeError(f"field {name} is declared with init=False, it cannot be specified with replace()")
        elif name not in changes:
            # Nobody knows any more what such a parameter was.
            if f.default is MISSING and f._field_type is _FIELD_INITVAR:
                raise TypeError(f"InitVar {name!r} must be specified with replace()")
            changes[name] = getattr(obj, name)
    return obj.__class__(**changes)


def _replace_method(cls):
    def _replace(self, /, **changes):
        return _replaced(self, changes)
    _replace.__qualname__ = f"{cls.__qualname__}._replace"
    return _replace
