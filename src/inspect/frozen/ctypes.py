"""create and manipulate C data types in Python

Here: looking at the memory of Python's own objects. An address is looked up in the heap first, so a
wrong one raises ValueError where CPython would read anything, or crash; and nothing is written there.
"""

from _ctypes import _buffer_address, _decref, _incref, _object_at, _read

_POINTERS = 'PzZO'


class ArgumentError(Exception):
    pass


class _Meta(type):
    def __mul__(cls, length):
        return _array_type(cls, length)

    __rmul__ = __mul__

    def from_address(cls, address, /):
        """C.from_address(integer) -> C instance: access a C instance at the specified address."""
        if not isinstance(address, int):
            raise TypeError('integer expected')
        view = cls.__new__(cls)
        view._address = address
        view._own = None
        return view


class _CData(metaclass=_Meta):
    """A piece of memory: some of its own, or a view of what stands at an address."""

    _size = 0

    def _bytes(self):
        if self._own is not None:
            return bytes(self._own)
        return _read(self._address, self._size)

    def _allocate(self):
        self._own = bytearray(self._size)
        self._address = None

    def _write(self, data, offset=0):
        if self._own is None:
            raise ValueError('memory of the heap can be looked at, but not written to')
        self._own[offset:offset + len(data)] = data


_CData.__module__ = '_ctypes'


def _to_bytes(code, size, value):
    """A value as the bytes of a simple type."""
    if code in 'bBhHiIlLqQ':
        if not hasattr(value, '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        return (value.__index__() & (1 << 8 * size) - 1).to_bytes(size, 'little')
    if code == '?':
        return bytes([bool(value)])
    if code == 'c':
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return bytes(value)
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        raise TypeError('one character bytes, bytearray or integer expected')
    if code in 'df':
        if not isinstance(value, (int, float)) and not hasattr(value, '__float__'):
            raise TypeError(f'must be real number, not {type(value).__name__}')
        import struct
        return struct.pack('<' + code, value)
    if value is None:
        return bytes(size)
    if not isinstance(value, int):
        raise TypeError('cannot be converted to pointer')
    return (value & (1 << 64) - 1).to_bytes(8, 'little')


def _from_bytes(code, data):
    if code in 'BHILQ':
        return int.from_bytes(data, 'little')
    if code in 'bhilq':
        return int.from_bytes(data, 'little', signed=True)
    if code == '?':
        return any(data)
    if code == 'c':
        return data
    if code in 'df':
        import struct
        return struct.unpack('<' + code, data)[0]
    return int.from_bytes(data, 'little') or None


class _SimpleCData(_CData):
    def __init__(self, *value):
        if len(value) > 1:
            raise TypeError(f'__init__ expected at most 1 argument, got {len(value)}')
        self._allocate()
        if value:
            self.value = value[0]

    @property
    def value(self):
        """current value"""
        return _from_bytes(self._type_, self._bytes())

    @value.setter
    def value(self, new):
        self._write(_to_bytes(self._type_, self._size, new))

    def __bool__(self):
        return any(self._bytes())

    def __repr__(self):
        if type(self).__bases__[0] is not _SimpleCData:
            return object.__repr__(self)
        return f'{type(self).__name__}({self.value!r})'


_SimpleCData.__module__ = '_ctypes'


class c_bool(_SimpleCData):
    _type_, _size = '?', 1


class c_char(_SimpleCData):
    _type_, _size = 'c', 1


class c_byte(_SimpleCData):
    _type_, _size = 'b', 1


class c_ubyte(_SimpleCData):
    _type_, _size = 'B', 1


class c_short(_SimpleCData):
    _type_, _size = 'h', 2


class c_ushort(_SimpleCData):
    _type_, _size = 'H', 2


class c_int(_SimpleCData):
    _type_, _size = 'i', 4


class c_uint(_SimpleCData):
    _type_, _size = 'I', 4


class c_long(_SimpleCData):
    _type_, _size = 'l', 8


class c_ulong(_SimpleCData):
    _type_, _size = 'L', 8


class c_float(_SimpleCData):
    _type_, _size = 'f', 4


class c_double(_SimpleCData):
    _type_, _size = 'd', 8


class c_void_p(_SimpleCData):
    _type_, _size = 'P', 8


class c_char_p(_SimpleCData):
    _type_, _size = 'z', 8

    @property
    def value(self):
        """current value"""
        address = _from_bytes('P', self._bytes())
        return None if address is None else string_at(address)


def _object_of(data):
    address = int.from_bytes(data, 'little', signed=True)
    if not address:
        raise ValueError('PyObject is NULL')
    return _object_at(address)


class py_object(_SimpleCData):
    """A reference to an object. One made of an object holds it; a view holds nothing."""

    _type_, _size = 'O', 8
    _object = None
    _holds = False

    def __init__(self, *value):
        super().__init__()
        if value:
            self.value = value[0]

    @property
    def value(self):
        """current value"""
        if self._holds:
            return self._object
        return _object_of(self._bytes())

    @value.setter
    def value(self, new):
        self._write(id(new).to_bytes(8, 'little'))
        self._object, self._holds = new, True

    def __repr__(self):
        if not self._holds and not any(self._bytes()):
            return 'py_object(<NULL>)'
        return super().__repr__()


c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_long
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulong
c_longlong, c_ulonglong = c_long, c_ulong
c_ssize_t, c_size_t = c_long, c_ulong


class Array(_CData):
    def __init__(self, *values):
        self._allocate()
        if len(values) > self._length_:
            raise IndexError('invalid index')
        for i, value in enumerate(values):
            self[i] = value

    def __len__(self):
        return self._length_

    def _place(self, index):
        if not -self._length_ <= index < self._length_:
            raise IndexError('invalid index')
        size = sizeof(self._type_)
        return index % self._length_ * size, size

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self[i] for i in range(*index.indices(self._length_))]
            return b''.join(items) if self._type_ is c_char else items
        at, size = self._place(index)
        return _part(self, self._type_, at, size)

    def __setitem__(self, index, value):
        at, size = self._place(index)
        self._write(_to_bytes(self._type_._type_, size, value), at)

    def __bytes__(self):
        return self._bytes()

    @property
    def raw(self):
        """value"""
        return self._bytes()

    @property
    def value(self):
        """string value"""
        return self._bytes().split(b'\0', 1)[0]


Array.__module__ = '_ctypes'
_array_types = {}


def _array_type(of, length):
    if length < 0:
        raise ValueError(f'Array length must be >= 0, not {length}')
    key = of, length
    if key not in _array_types:
        made = _Meta(f'{of.__name__}_Array_{length}', (Array,), {'_type_': of, '_length_': length})
        made._size = length * sizeof(of)
        _array_types[key] = made
    return _array_types[key]


def _part(whole, kind, at, size):
    """The value of a part of a larger piece of memory."""
    data = whole._bytes()[at:at + size]
    if issubclass(kind, py_object):
        return _object_of(data)
    if issubclass(kind, _SimpleCData):
        return _from_bytes(kind._type_, data)
    view = kind.__new__(kind)
    view._own, view._address = bytearray(data), None
    return view


class Structure(_CData):
    """Fields one after the other, each at a multiple of its own size."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        places, at, widest = {}, 0, 1
        for name, kind in getattr(cls, '_fields_', ()):
            size, align = sizeof(kind), alignment(kind)
            at = -(-at // align) * align
            places[name] = kind, at, size
            setattr(cls, name, _Field(kind, at, size))
            at, widest = at + size, max(widest, align)
        cls._places, cls._align = places, widest
        cls._size = -(-at // widest) * widest

    def __init__(self, *values, **named):
        self._allocate()
        if len(values) > len(self._places):
            raise TypeError('too many initializers')
        for name, value in (*zip(self._places, values), *named.items()):
            setattr(self, name, value)


Structure.__module__ = '_ctypes'


class _Field:
    def __init__(self, kind, offset, size):
        self._kind, self.offset, self.size = kind, offset, size

    def __repr__(self):
        return f'<Field type={self._kind.__name__}, ofs={self.offset}, size={self.size}>'

    def __get__(self, whole, owner=None):
        if whole is None:
            return self
        return _part(whole, self._kind, self.offset, self.size)

    def __set__(self, whole, value):
        whole._write(_to_bytes(self._kind._type_, self.size, value), self.offset)


def sizeof(obj_or_type, /):
    """sizeof(C type) -> integer
sizeof(C instance) -> integer
Return the size in bytes of a C instance"""
    kind = obj_or_type if isinstance(obj_or_type, type) else type(obj_or_type)
    if not issubclass(kind, _CData):
        raise TypeError('this type has no size')
    return kind._size


def alignment(obj_or_type, /):
    """alignment(C type) -> integer
alignment(C instance) -> integer
Return the alignment requirements of a C instance"""
    kind = obj_or_type if isinstance(obj_or_type, type) else type(obj_or_type)
    if not issubclass(kind, _CData):
        raise TypeError('no alignment info')
    if issubclass(kind, Array):
        return alignment(kind._type_)
    return kind._align if issubclass(kind, Structure) else kind._size


def addressof(obj, /):
    """addressof(C instance) -> integer
Return the address of the C instance internal buffer"""
    if not isinstance(obj, _CData):
        raise TypeError('invalid type')
    return _buffer_address(obj._own) if obj._address is None else obj._address


def cast(obj, typ):
    if not isinstance(typ, type) or not issubclass(typ, _CData):
        raise TypeError('cast() argument 2 must be a pointer type')
    if not issubclass(typ, _SimpleCData) or typ._type_ not in _POINTERS:
        raise TypeError(f'cast() argument 2 must be a pointer type, not {typ.__name__}')
    if isinstance(obj, _SimpleCData) and obj._type_ in _POINTERS:
        address = _from_bytes('P', obj._bytes())
    elif isinstance(obj, int) or obj is None:
        address = obj
    else:
        raise ArgumentError(f"argument 1: TypeError: '{type(obj).__name__}' object "
                            'cannot be interpreted as ctypes.c_void_p')
    made = typ()
    made._write(_to_bytes('P', 8, address))
    return made


def string_at(ptr, size=-1):
    """string_at(ptr[, size]) -> string

    Return the byte string at void *ptr."""
    address = ptr if isinstance(ptr, int) else _from_bytes('P', ptr._bytes())
    if size >= 0:
        return _read(address, size)
    found = bytearray()
    while (byte := _read(address + len(found), 1)) != b'\0':
        found += byte
    return bytes(found)


class _FuncPtr:
    """A function of CPython's interface that takes an object."""

    argtypes = None
    restype = c_int

    def __init__(self, act):
        self._act = act

    def __call__(self, *args):
        if len(args) != 1:
            raise TypeError(f'this function takes at least 1 argument ({len(args)} given)')
        obj, = args
        if isinstance(obj, py_object):
            obj = obj.value
        elif self.argtypes != [py_object] and self.argtypes != (py_object,):
            if not isinstance(obj, int):
                raise ArgumentError("argument 1: TypeError: Don't know how to convert parameter 1")
            obj = _object_at(obj)
        self._act(obj)
        return None if self.restype is None else 0


class PyDLL:
    """CPython's own functions: of those there are Py_IncRef and Py_DecRef."""

    def __init__(self, name):
        self._name = name
        self.Py_IncRef = _FuncPtr(_incref)
        self.Py_DecRef = _FuncPtr(_decref)

    def __repr__(self):
        return f"<PyDLL '{self._name}', handle 0 at {id(self):#x}>"

    def __getattr__(self, name):
        raise AttributeError(f'{self._name}: undefined symbol: {name}')


pythonapi = PyDLL(None)
