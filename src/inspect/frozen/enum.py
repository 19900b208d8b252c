"""Enumerations: classes whose instances are a fixed set of named members."""

import builtins
import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto",
           "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

# EnumType is at work before these are there, to make them.
Enum = Flag = ReprEnum = EJECT = None


class _Marked:
    def __init__(self, value):
        self.value = value


class nonmember(_Marked):
    """Says of a value in the body of an enumeration that it is no member."""


class member(_Marked):
    """Says of a value in the body of an enumeration that it is a member."""


class _Sentinel:
    def __init__(self, shown):
        self._shown = shown

    def __repr__(self):
        return self._shown


_not_given = _Sentinel("<not given>")
_auto_null = _Sentinel("_auto_null")


class auto:
    """Stands for a value that the enumeration chooses itself."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


# --- kinds of names and values -------------------------------------------------------------------------------

def _underscores(name):
    """How many underscores frame the name: 1 for _sunder_, 2 for __dunder__, 0 where the ends differ."""
    before = len(name) - len(name.lstrip("_"))
    after = len(name) - len(name.rstrip("_"))
    return before if before == after < len(name) else 0


def _is_sunder(name):
    return _underscores(name) == 1


def _is_dunder(name):
    return _underscores(name) == 2


def _is_private(cls_name, name):
    """Whether the compiler put the class's name before this one, as it does with __private ones."""
    prefix = f"_{cls_name}__"
    return name.startswith(prefix) and name != prefix and not name.endswith("__")


def _nested(cls_name, value):
    """Whether this is a class that is defined in the body of the enumeration."""
    if isinstance(value, type):
        place = f".{cls_name}.{value.__name__}"
        return ("." + getattr(value, "__qualname__", "")).endswith(place)
    return False


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _words(text):
    """The names in a text, between commas or spaces."""
    return text.replace(",", " ").split()


def _bits(number):
    """The bits that are set, lowest first."""
    if isinstance(number, Enum):
        number = number.value
    if number < 0:
        raise ValueError("%r is not a positive integer" % number)
    while number:
        rest = number & number - 1
        yield number ^ rest
        number = rest


_iter_bits_lsb = _bits


def _is_bit(number):
    return number > 0 and not number & number - 1


def show_flag_values(value):
    return [*_bits(value)]


def bin(num, max_bits=None):
    """The number in binary, its sign as the leading bit: bin(10) is '0b0 1010', bin(-11) is '0b1 0101'."""
    width = num.bit_length()
    sign = "1" if num < 0 else "0"
    digits = format(int(num) & (1 << width) - 1, f"0{width}b") if width else ""
    return f"0b{sign} {digits.rjust(max_bits or 0, sign)}"


class property(DynamicClassAttribute):
    """A property of members, which leaves its name in the class free for a member."""

    member = None
    hides_descriptor = False

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is not None:
                return self.fget(instance)
            if self.hides_descriptor:
                return getattr(instance._value_, self.name)
        found = self.member if instance is None else ownerclass._member_map_.get(self.name)
        if found is None:
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
        return found

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        self.fdel(instance)


# --- the body of an enumeration ------------------------------------------------------------------------------

_SUNDERS = frozenset((
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_", "_use_args_", "_member_names_"))


class EnumDict(dict):
    """The namespace of an enumeration's body: it tells members from the rest, as they are defined."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = ()
        self._auto_used = False
        self._use_args = None

    @builtins.property
    def member_names(self):
        return [*self._member_names]

    def __setitem__(self, key, value):
        owner = self._cls_name
        if owner is not None and (_is_private(owner, key) or _nested(owner, value)):
            pass
        elif _is_sunder(key):
            value = self._sunder(key, value)
        elif _is_dunder(key):
            key = "_order_" if key == "__order__" else key
        elif key in self._member_names:
            raise self._taken(key)
        elif key not in self._ignore:
            if isinstance(value, nonmember):
                value = value.value
            elif not _is_descriptor(value):
                if key in self:
                    raise self._taken(key)
                value = self._member(key, value)
        dict.__setitem__(self, key, value)

    def _taken(self, key):
        return TypeError("%r already defined as %r" % (key, self[key]))

    def _sunder(self, key, value):
        """Take note of a setting of the enumeration itself."""
        if key not in _SUNDERS:
            raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
        if key == "_generate_next_value_":
            if self._auto_used:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._next_value = getattr(value, "__func__", value)
        elif key == "_ignore_":
            value = self._ignore = _words(value) if isinstance(value, str) else [*value]
            clash = self._member_names.keys() & value
            if clash:
                raise ValueError("_ignore_ cannot specify already set names: %r" % (clash,))
        return value

    def _member(self, key, value):
        """Take note of a member, and give its value."""
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._chosen(key, value)
        elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            parts = [self._chosen(key, part) if isinstance(part, auto) else part for part in value]
            # A named tuple takes its parts one by one.
            value = value._make(parts) if hasattr(value, "_make") else type(value)(parts)
        else:
            self._last_values.append(value)
        self._member_names[key] = None
        return value

    def _chosen(self, key, automatic):
        if automatic.value is _auto_null:
            self._auto_used = True
            automatic.value = self._next_value(key, 1, len(self._member_names), self._last_values[:])
        self._last_values.append(automatic.value)
        return automatic.value

    def update(self, members, **more_members):
        # dict's own would pass __setitem__ by.
        if hasattr(members, "keys"):
            members = [(name, members[name]) for name in members.keys()]
        for pairs in (members, more_members.items()):
            for name, value in pairs:
                self[name] = value


_EnumDict = EnumDict


# --- making enumerations -------------------------------------------------------------------------------------

class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType) and ancestor._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (cls, ancestor))
        body = EnumDict(cls)
        _, parent = _data_and_parent(cls, bases)
        if parent is not None:
            body["_generate_next_value_"] = getattr(parent, "_generate_next_value_", None)
        return body

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        for name in (*classdict.get("_ignore_", ()), "_ignore_"):
            classdict.pop(name, None)
        invalid = classdict._member_names.keys() & {"mro", ""}
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % ",".join(map(repr, sorted(invalid))))
        order = classdict.pop("_order_", None)
        data_type, parent = _data_and_parent(cls, bases)
        maker, own_maker, use_args = _maker(classdict, data_type, parent)
        if classdict._use_args is not None:
            use_args = classdict._use_args

        contents = {name: found for name, found in classdict.items() if name not in classdict._member_names}
        next_value = contents.get("_generate_next_value_")
        if next_value is not None and type(next_value) is not staticmethod:
            contents["_generate_next_value_"] = staticmethod(next_value)
        contents.update({
            "_new_member_": maker, "_use_args_": use_args, "_member_type_": data_type,
            "_value_repr_": _value_repr(bases),
            "_member_names_": [], "_member_map_": {}, "_value2member_map_": {},
            "_unhashable_values_": [], "_unhashable_values_map_": {},
            "_boundary_": boundary or getattr(parent, "_boundary_", None),
            "_flag_mask_": 0, "_singles_mask_": 0, "_all_bits_": 0, "_inverted_": None})
        contents["_members_"] = _Members((name, classdict[name]) for name in classdict._member_names)
        try:
            enumeration = super().__new__(metacls, cls, bases, contents, **kwds)
        except Exception as error:
            # A note on __set_name__ would tell of _Members, which is nobody's business.
            if hasattr(error, "__notes__"):
                del error.__notes__
            raise
        if own_maker:
            enumeration.__new_member__ = maker
        if Enum is not None:
            enumeration.__new__ = Enum.__new__
        _borrow_methods(enumeration, classdict, bases, parent)
        if _is_flags(enumeration):
            values = [m._value_ for m in enumeration]
            if sorted(values) != values:
                enumeration._iter_member_ = enumeration._iter_member_by_def_
        if order is not None:
            _compare_order(enumeration, _words(order) if isinstance(order, str) else order)
        return enumeration

    def __init__(cls, *args, **kwds):
        type.__init__(cls, *args)

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        """Give the member of a value; of a class without members, make an enumeration with these names."""
        if cls._member_map_:
            return cls.__new__(cls, value if names is _not_given else (value, names, *values))
        if names is _not_given:
            if type is None:
                raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
            names = None
        if module is None:
            try:
                module = sys._getframe(1).f_globals.get("__name__")
            except ValueError:
                pass
        where = {"__module__": module, "__qualname__": qualname}
        bases = (cls,) if type is None else (type, cls)
        return _functional(cls.__class__, value, bases, names, start, where, boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of those of a module's constants whose names the filter accepts."""
        home = vars(sys.modules[module])
        constants = home if source is None else vars(source)
        chosen = [(key, constants[key]) for key in constants if filter(key)]
        try:
            # The first name of a value is the member's: let it be the same one always.
            chosen.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            chosen.sort(key=lambda pair: pair[0])
        made = cls(name, chosen, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            home.update(made.__members__)
        home[name] = made
        return made

    def __bool__(cls):
        # Also without members, where the length is 0.
        return True

    def __len__(cls):
        """The number of members; other names of a member do not count."""
        return len(cls._member_names_)

    def __iter__(cls):
        """The members, in the order of their definition."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        """The members, last defined first."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __getitem__(cls, name):
        """The member of this name."""
        return cls._member_map_[name]

    @builtins.property
    def __members__(cls):
        """A view of the members by their names, with the other names of a member too."""
        return MappingProxyType(cls._member_map_)

    def __contains__(cls, value):
        """Whether this is a member or the value of one."""
        if isinstance(value, cls):
            return True
        try:
            cls(value)
        except ValueError:
            return value in cls._unhashable_values_
        return True

    def __setattr__(cls, name, value):
        if name in vars(cls).get("_member_map_", ()):
            raise AttributeError("cannot reassign member %r" % (name,))
        type.__setattr__(cls, name, value)

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        type.__delattr__(cls, attr)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                 "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ != object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ != object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __repr__(cls):
        return f"<{'flag' if _is_flags(cls) else 'enum'} {cls.__name__!r}>"


EnumMeta = EnumType


def _is_flags(enumeration):
    return Flag is not None and issubclass(enumeration, Flag)


def _functional(metacls, name, bases, names, start, where, boundary):
    """Make an enumeration by a call: of a text of names, a list of them, pairs of name and value, or a mapping."""
    _, parent = _data_and_parent(name, bases)
    body = metacls.__prepare__(name, bases)
    if isinstance(names, str):
        names = _words(names)
    if isinstance(names, (list, tuple)) and names and isinstance(names[0], str):
        values = []
        for each in names:
            values.append(parent._generate_next_value_(each, start, len(values), values[:]))
        names = [*zip(names, values)]
    for item in () if names is None else names:
        key, value = (item, names[item]) if isinstance(item, str) else item
        body[key] = value
    for key, value in where.items():
        if value is not None:
            body[key] = value
    return metacls.__new__(metacls, name, bases, body, boundary=boundary)


def _data_and_parent(name, bases):
    """The type that members are of beside the enumeration, and the enumeration that is extended."""
    if not bases:
        return object, Enum
    if not isinstance(bases[-1], EnumType):
        raise TypeError(
            "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    found = set()
    for base in bases:
        # Of a line of classes that ends in the data type, the first counts.
        first = None
        for ancestor in base.__mro__[:-1]:
            if isinstance(ancestor, EnumType):
                if ancestor._member_type_ is object:
                    continue
                found.add(ancestor._member_type_)
                break
            first = first or ancestor
            if not vars(ancestor).keys().isdisjoint(("__new__", "__dataclass_fields__")):
                found.add(first)
                break
    if len(found) > 1:
        raise TypeError("too many data types for %r: %r" % (name, found))
    return (found.pop() if found else object), bases[-1]


def _value_repr(bases):
    """The function that shows values, if it is not repr: that of the data type."""
    for base in bases:
        for ancestor in base.__mro__[:-1]:
            if isinstance(ancestor, EnumType):
                return ancestor._value_repr_
            space = vars(ancestor)
            if "__repr__" in space:
                # A dataclass's own would show the class again.
                shown_by_fields = "__dataclass_fields__" in space and ancestor.__dataclass_params__.repr
                return _fields_repr if shown_by_fields else space["__repr__"]
    return None


def _fields_repr(self):
    fields = self.__dataclass_fields__.values()
    return ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields if field.repr)


def _maker(classdict, data_type, parent):
    """The __new__ that makes members, whether the body defines it, and whether it takes the members' values."""
    own = classdict.get("__new__")
    if own is not None:
        maker = getattr(own, "__func__", own)
    else:
        # Enum's does not make members, it finds them.
        useless = (None, object.__new__, getattr(Enum, "__new__", None))
        names = ("__new_member__", "__new__")
        candidates = (getattr(kind, name, None) for name in names for kind in (data_type, parent))
        maker = next((found for found in candidates if found not in useless), object.__new__)
    use_args = parent is not None and maker not in (object.__new__, Enum.__new__)
    return maker, own is not None and parent is not None, use_args


_SHOWN_BY = ("__repr__", "__str__", "__format__", "__reduce_ex__")
_COMBINED_BY = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")


def _borrow_methods(enumeration, body, bases, parent):
    """Let members be shown by the enumeration's methods, not by the data type's; with ReprEnum the reverse."""
    data_type = enumeration._member_type_
    settled = set(body)
    if ReprEnum is not None and ReprEnum in bases:
        if data_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        text = data_type.__repr__ if data_type.__str__ is object.__str__ else data_type.__str__
        for name, method in (("__str__", text), ("__format__", data_type.__format__)):
            if name not in settled:
                setattr(enumeration, name, method)
                settled.add(name)
    if parent is not None:
        for name in _SHOWN_BY:
            if name not in settled and getattr(enumeration, name) in (getattr(data_type, name), getattr(object, name)):
                setattr(enumeration, name, getattr(parent, name))
    if _is_flags(enumeration):
        for name in _COMBINED_BY:
            if name not in settled:
                setattr(enumeration, name, getattr(Flag, name))


def _compare_order(enumeration, order):
    names = enumeration._member_names_
    # Other names of a member may stand in the order, and are not compared.
    order = [name for name in order if name in names or name not in enumeration._member_map_]
    if order != names:
        raise TypeError("member order does not match _order_:\n  %r\n  %r" % (names, order))


class _Members:
    """Makes the members as soon as there is their class, so that __init_subclass__ finds them."""

    def __init__(self, pairs):
        self._pairs = [*pairs]

    def __set_name__(self, owner, name):
        type.__delattr__(owner, name)
        is_flags = _is_flags(owner)
        _getting_members.append(owner)
        try:
            for key, value in self._pairs:
                _make_member(owner, key, value, is_flags)
        finally:
            _getting_members.pop()


_getting_members = []


def _make_member(enumeration, name, value, is_flags):
    data_type = enumeration._member_type_
    args = value if isinstance(value, tuple) else (value,)
    if data_type is tuple:
        args = (args,)
    made = enumeration._new_member_(enumeration, *(args if enumeration._use_args_ else ()))
    if not hasattr(made, "_value_"):
        made._value_ = value if data_type is object else _value_of(data_type, args)
    value = made._value_
    made._name_ = name
    made.__objclass__ = enumeration
    made.__init__(*args)
    made._sort_order_ = len(enumeration._member_names_)

    is_bit = is_flags and isinstance(value, int) and _is_bit(value)
    if is_flags and isinstance(value, int):
        enumeration._flag_mask_ |= value
        enumeration._all_bits_ = (1 << enumeration._flag_mask_.bit_length()) - 1
        if is_bit:
            enumeration._singles_mask_ |= value
    first = _member_of(enumeration, value)
    if first is None:
        first = made
        # Combinations of flags are found by name, but not met in iteration.
        if is_bit or not is_flags:
            enumeration._member_names_.append(name)
    _bind_name(enumeration, name, first)
    _bind_value(enumeration, name, value, first)


def _value_of(data_type, args):
    try:
        return data_type(*args)
    except Exception as error:
        raise TypeError("_value_ not set in __new__, unable to create it") from error


def _member_of(enumeration, value):
    """The member that has this value, or None."""
    try:
        return enumeration._value2member_map_.get(value)
    except TypeError:
        for each in enumeration._member_map_.values():
            if each._value_ == value:
                return each
        return None


def _bind_name(enumeration, name, to):
    """Make the member an attribute of its class.

    Where a base has a property or a method of that name, the attribute is a property, which the class shows as
    the member and a member as what the base has.
    """
    inherited = [vars(base)[name] for base in enumeration.__mro__[1:] if name in vars(base)]
    properties = [each for each in inherited if isinstance(each, DynamicClassAttribute)]
    descriptors = properties + [each for each in inherited if _is_descriptor(each)]
    attribute = to
    if descriptors:
        found = descriptors[0]
        attribute = property()
        attribute.fget, attribute.fset, attribute.fdel = [
            getattr(found, accessor, None) for accessor in ("fget", "fset", "fdel")]
        attribute.hides_descriptor = not properties
        attribute.member = to
        attribute.__set_name__(enumeration, name)
    type.__setattr__(enumeration, name, attribute)
    enumeration._member_map_[name] = to


def _bind_value(enumeration, name, value, to):
    try:
        enumeration._value2member_map_.setdefault(value, to)
    except TypeError:
        # No keys of a dict: these are looked for one by one.
        enumeration._unhashable_values_.append(value)
        of_name = enumeration._unhashable_values_map_.setdefault(name, [])
        of_name.append(value)


# --- enumerations --------------------------------------------------------------------------------------------

class Enum(metaclass=EnumType):
    """A class of named values, which are its members: class Color(Enum): RED = 1.

    They are found as Color.RED, Color["RED"] and Color(1), and for member in Color goes over them.
    """

    def __new__(cls, value):
        # Called for every value that is looked up: members are made by the data type's __new__.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, bound in cls._unhashable_values_map_.items():
                if value in bound:
                    return cls[name]
            found = _member_of(cls, value)
            if found is not None:
                return found
        if not cls._member_map_:
            if cls in _getting_members:
                raise TypeError("do not use `super().__new__; call the appropriate __new__ directly")
            raise TypeError("%r has no members defined" % cls)
        refusal = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        try:
            found = cls._missing_(value)
        except Exception as error:
            failure = error
        else:
            if isinstance(found, cls) or isinstance(found, int) and _is_flags(cls) and cls._boundary_ is EJECT:
                return found
            failure = refusal if found is None else TypeError(
                "error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, found))
        try:
            if not isinstance(failure, ValueError):
                failure.__context__ = refusal
            raise failure
        finally:
            # The exception's traceback holds this frame, which is not to hold the exception.
            del failure, refusal

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def __signature__(cls):
        if cls._member_names_:
            return "(*values)"
        return "(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None)"

    def _add_alias_(self, name):
        _bind_name(self.__class__, name, self)

    def _add_value_alias_(self, value):
        enumeration = self.__class__
        holder = _member_of(enumeration, value)
        if holder is None:
            _bind_value(enumeration, getattr(self, "_name_", None), value, self)
        elif holder is not self:
            raise ValueError("%r is already bound: %r" % (value, holder))

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: one more than the largest value so far."""
        if not last_values:
            return start
        try:
            largest = sorted(last_values)[-1]
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return largest + 1
        except TypeError:
            raise TypeError("unable to increment %r" % (largest,)) from None

    @classmethod
    def _missing_(cls, value):
        # For heirs, to find a member for a value that none has.
        return None

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__name__}.{self._name_}: {(cls._value_repr_ or repr)(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __dir__(self):
        members = self._member_map_
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        if self._member_type_ is not object:
            names.update(object.__dir__(self))
        names.update(name for name in vars(self) if name[0] != "_" and name not in members)
        for base in self.__class__.__mro__:
            for name, found in vars(base).items():
                if name[0] == "_":
                    continue
                is_property = isinstance(found, property)
                if name not in members or is_property and found.fget is not None:
                    names.add(name)
                elif is_property:
                    names.discard(name)
        return sorted(names)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The member's name."""
        return self._name_

    @property
    def value(self):
        """The member's value."""
        return self._value_


class ReprEnum(Enum):
    """An enumeration whose members have only their repr() of it, the rest of their data type."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        for what, given in zip(("encoding", "errors"), values[1:]):
            if not isinstance(given, str):
                raise TypeError(f"{what} must be a string, not {given!r}")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: the name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """For __reduce_ex__ of members that are globals of a module."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """For __reduce_ex__ of members that are to be found by their names."""
    return getattr, (self.__class__, self._name_)


# --- flags ---------------------------------------------------------------------------------------------------

class FlagBoundary(StrEnum):
    """What becomes of bits that no flag has: an error, or they are dropped, or there is an int, or they are kept."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary.__members__.values()


class Flag(Enum, boundary=STRICT):
    """An enumeration whose members are bits, to be combined by |, & and ^."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: the first power of two above all values so far."""
        if not last_values:
            return 1 if start is None else start
        largest = max(last_values)
        try:
            return 1 << largest.bit_length()
        except Exception:
            raise TypeError("invalid flag value %r" % largest) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The flags in a combination, lowest first."""
        for bit in _bits(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The flags in a combination, in the order of their definition."""
        flags = [*cls._iter_member_by_value_(value)]
        flags.sort(key=lambda flag: flag._sort_order_)
        yield from flags

    @classmethod
    def _missing_(cls, value):
        """Make the member for a combination that has not been met before."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        boundary, known, all_bits = cls._boundary_, cls._flag_mask_, cls._all_bits_
        if value & (all_bits ^ known) or not ~all_bits <= value <= all_bits:
            if boundary is EJECT:
                return value
            value = cls._bounded(value)
        asked = value
        if value < 0:
            value = value + all_bits + 1 if boundary in (EJECT, KEEP) else value & known
        strange = value & ~known
        if strange and boundary is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, strange, bin(strange)))
        data_type = cls._member_type_
        made = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = cls._combined_name(value)
        # Somebody's code may have run meanwhile and made it first.
        made = cls._value2member_map_.setdefault(value, made)
        if asked < 0:
            cls._value2member_map_[asked] = made
        return made

    @classmethod
    def _bounded(cls, value):
        """What the enumeration's boundary makes of a value with bits that no flag has."""
        boundary, known = cls._boundary_, cls._flag_mask_
        if boundary is KEEP:
            return value if value >= 0 else value + max(cls._all_bits_ + 1, 1 << value.bit_length())
        if boundary is CONFORM:
            return value & known
        if boundary is STRICT:
            width = max(known.bit_length(), value.bit_length())
            raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                             % (cls, value, bin(value, width), bin(known, width)))
        raise ValueError("%r unknown flag boundary %r" % (cls, boundary))

    @classmethod
    def _combined_name(cls, value):
        """The names of the flags in a combination, and its other bits as a number; None without a flag."""
        parts = [*cls._iter_member_(value & cls._singles_mask_)]
        if value & ~cls._singles_mask_:
            # Members of several bits, some of which may have no flag of their own.
            for each in cls._member_map_.values():
                bits = each._value_
                if bits and bits & value == bits and each not in parts:
                    parts.append(each)
        if not parts:
            return None
        rest = value
        for each in parts:
            rest &= ~each._value_
        if rest and cls._boundary_ is STRICT:
            raise ValueError("%r: no members with value %r" % (cls, rest))
        names = [each._name_ for each in parts]
        if rest:
            names.append(cls._numeric_repr_(rest))
        return "|".join(names)

    def __contains__(self, other):
        """Whether all flags of the other are in this one."""
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        wanted = other._value_
        return wanted & self._value_ == wanted

    def __iter__(self):
        """The flags in this one, in the order of their definition."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return self._value_ != 0

    def __repr__(self):
        cls = self.__class__
        name = cls.__name__ if self._name_ is None else f"{cls.__name__}.{self._name_}"
        return f"<{name}: {(cls._value_repr_ or repr)(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _operand(self, other, sign):
        """The value of the other operand, or NotImplemented if it is no flag of this kind."""
        cls = self.__class__
        if isinstance(other, cls):
            bits = other._value_
        elif cls._member_type_ is not object and isinstance(other, cls._member_type_):
            bits = other
        else:
            return NotImplemented
        if self._value_ is None or bits is None:
            unfit = self if self._value_ is None else other
            raise TypeError(f"'{unfit}' cannot be combined with other flags with {sign}")
        return bits

    def __or__(self, other):
        bits = self._operand(other, "|")
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._operand(other, "&")
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._operand(other, "^")
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        found = self._inverted_
        if found is None:
            bits = ~self._value_
            if self._boundary_ not in (KEEP, EJECT):
                bits &= self._singles_mask_
            found = self._inverted_ = self.__class__(bits)
        return found


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags whose members are ints."""


# --- checks --------------------------------------------------------------------------------------------------

def _other_names(enumeration):
    """The names that are not a member's first one, in a text for an error."""
    return ", ".join(f"{name} -> {m.name}" for name, m in enumeration.__members__.items() if m.name != name)


def unique(enumeration):
    """Decorate an enumeration no two names of which may have the same value."""
    found = _other_names(enumeration)
    if found:
        raise ValueError("duplicate values found in %r: %s" % (enumeration, found))
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck.__members__.values()


class verify:
    """Decorate an enumeration that has to meet conditions, which EnumCheck names."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check in _CHECKS:
                _CHECKS[check](enumeration)
        return enumeration


def _check_unique(enumeration):
    found = _other_names(enumeration)
    if found:
        raise ValueError("aliases found in %r: %s" % (enumeration, found))


def _check_continuous(enumeration):
    values = sorted({each.value for each in enumeration})
    if not values:
        return
    if _is_flags(enumeration):
        kind, whole = "flag", map((1).__lshift__, range(values[0].bit_length(), values[-1].bit_length() - 1))
    else:
        kind, whole = "enum", range(values[0] + 1, values[-1])
    missing = ", ".join(str(value) for value in whole if value not in values)
    if missing:
        # Many may be missing, and an error is to be read.
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {missing}"[:256])


def _check_named_flags(enumeration):
    flags = {each.value for each in enumeration}
    names, unnamed = [], 0
    for name, each in enumeration._member_map_.items():
        if name in enumeration._member_names_ or each.value < 0:
            continue
        missed = [bit for bit in _bits(each.value) if bit not in flags]
        for bit in missed:
            unnamed |= bit
        if missed:
            names.append(name)
    if not names:
        return
    *others, last = names
    who = f"aliases {', '.join(others)} and {last} are missing" if others else f"alias {last} is missing"
    what = "value" if _is_bit(unnamed) else "combined values of"
    raise ValueError(f"invalid Flag {enumeration.__name__!r}: {who} {what} {unnamed:#x}"
                     " [use enum.show_flag_values(value) for details]")


_CHECKS = {UNIQUE: _check_unique, CONTINUOUS: _check_continuous, NAMED_FLAGS: _check_named_flags}


# --- members as a module's globals ---------------------------------------------------------------------------

def _module_of(each):
    """The last part of the module's name."""
    return each.__class__.__module__.rpartition(".")[2]


def global_enum_repr(self):
    """A member's name, after its module's instead of its class's."""
    return f"{_module_of(self)}.{self._name_}"


def global_flag_repr(self):
    """The names of a member's flags, after its module's instead of its class's."""
    module = _module_of(self)
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    # Bits that were kept without having a flag stand in the name as a number.
    kept = self._boundary_ is KEEP and not _is_bit(self._value_)
    return "|".join(part if kept and part[0].isdigit() else f"{module}.{part}" for part in self._name_.split("|"))


def global_str(self):
    """A member's name alone."""
    if self._name_ is not None:
        return self._name_
    return f"{self.__class__.__name__}({self._value_!r})"


def global_enum(cls, update_str=False):
    """Decorate an enumeration whose members are to be globals of its module, and shown as such."""
    cls.__repr__ = global_flag_repr if _is_flags(cls) else global_enum_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = global_str
    vars(sys.modules[cls.__module__]).update(cls._member_map_)
    return cls


# --- enumerations from plain classes -------------------------------------------------------------------------

def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Decorate a plain class whose attributes are to be the members of an enumeration."""

    def convert(cls):
        metacls = type(etype)
        body = metacls.__prepare__(cls.__name__, (etype,))
        for name, value in vars(cls).items():
            if name not in ("__dict__", "__weakref__"):
                body[name] = value
        if use_args is not None:
            body._use_args = use_args
        return metacls(cls.__name__, (etype,), body, boundary=boundary)

    return convert


def _test_simple_enum(checked_enum, simple_enum):
    """Complain if the two enumerations, the second from a plain class, differ by more than their classes."""
    differences = []
    checked, simple = vars(checked_enum), vars(simple_enum)
    members = checked_enum._member_names_ + simple_enum._member_names_
    incomparable = {"__annotations__", "_member_map_", "_value2member_map_", "__doc__", "__module__", "__class__",
                    "__static_attributes__", "__firstlineno__", "_members_", "__qualname__", *members}
    for name in sorted((checked.keys() | simple.keys()) - incomparable):
        if name not in simple:
            differences.append(f"missing key: {name!r}")
        elif name not in checked:
            differences.append(f"extra key: {name!r}")
        elif not _alike(checked[name], simple[name]):
            differences.append(f"{name!r}: {checked[name]!r} in the checked, {simple[name]!r} in the simple enumeration")
    for name in dict.fromkeys(members):
        pair = checked_enum._member_map_.get(name), simple_enum._member_map_.get(name)
        if None in pair:
            differences.append(f"only one has the member {name!r}")
        elif vars(pair[0]).get("_value_") != vars(pair[1]).get("_value_") or pair[0].name != pair[1].name:
            differences.append(f"members differ: {pair[0]!r} and {pair[1]!r}")
    if differences:
        raise TypeError("enum mismatch:\n   " + "\n   ".join(differences))


def _alike(one, other):
    # Functions of two classes are never equal.
    return callable(one) or isinstance(one, _DESCRIPTORS) or one == other


_DESCRIPTORS = (builtins.property, DynamicClassAttribute, staticmethod, classmethod)
