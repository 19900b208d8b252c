# ctypes as a window on objects: counts by address, objects by id, fields behind the header.
import ctypes
import sys
from ctypes import c_byte, c_char, c_int, c_long, c_size_t, c_ssize_t, c_uint, c_void_p, cast, py_object

a = []
print(c_ssize_t.from_address(id(a)).value)
b = a
print(c_ssize_t.from_address(id(a)).value, sys.getrefcount(a))
view = c_long.from_address(id(a))
c = a
print(view.value, view)
del b, c
print(view.value)
print(c_size_t.from_address(id(None)).value, c_uint.from_address(id(5)).value)

revived = cast(id(a), py_object)
print(type(revived).__name__, sys.getrefcount(a))
d = revived.value
print(d is a, sys.getrefcount(a))
del revived, d
print(sys.getrefcount(a))
held = py_object(a)
print(sys.getrefcount(a), held.value is a)
del held
print(sys.getrefcount(a))

more = ctypes.pythonapi.Py_IncRef
more.argtypes = [py_object]
more.restype = None
print(more(a), sys.getrefcount(a))
ctypes.pythonapi.Py_DecRef(py_object(a))
print(sys.getrefcount(a))

items = [1, 2, 3]
pair = (a, items)
number, fraction, text, raw = 1000, 2.5, 'abc', b'xyz'
print(c_ssize_t.from_address(id(items) + 16).value, c_void_p.from_address(id(items) + 8).value == id(list))
print(c_ssize_t.from_address(id(pair) + 16).value, py_object.from_address(id(pair) + 24).value is a)
start = c_void_p.from_address(id(items) + 24).value
print([py_object.from_address(start + 8 * i).value for i in range(3)])
print(ctypes.c_double.from_address(id(fraction) + 16).value, ctypes.c_uint32.from_address(id(number) + 24).value)
print(c_size_t.from_address(id(number) + 16).value >> 3, c_size_t.from_address(id(-5) + 16).value & 3)
print(ctypes.string_at(id(text) + 40), ctypes.string_at(id(raw) + 32, 2), c_char.from_address(id(raw) + 33).value)
print(bytes((c_byte * 4).from_address(id(raw) + 32)), (c_char * 3).from_address(id(raw) + 32).raw)


class Header(ctypes.Structure):
    _fields_ = [('count', c_ssize_t), ('type', c_void_p)]


h = Header.from_address(id(a))
print(h.count, h.type == id(list), ctypes.sizeof(Header), Header.type.offset)

x = c_long(5)
x.value = 2 ** 63
print(x.value, repr(c_int(7)), bool(c_int()), c_int(3) == c_int(3), c_byte(300), ctypes.c_ubyte(-1))
print(c_char(b'a'), ctypes.c_bool(5), ctypes.c_double(2), c_void_p(), c_void_p(5), py_object(7), py_object())
print([ctypes.sizeof(t) for t in (c_byte, ctypes.c_short, c_int, c_long, c_void_p, py_object)], c_ssize_t is c_long)
print(c_long.__mro__[1:3], c_size_t, ctypes.sizeof(x), ctypes.alignment(c_int))
y = c_int(77)
print(c_int.from_address(ctypes.addressof(y)).value)
for wrong in (lambda: c_long('a'), lambda: c_int(1.5), lambda: c_char(300), lambda: c_long.from_address('a'),
              lambda: py_object().value, lambda: cast(id(a), c_long), lambda: cast('a', 5),
              lambda: cast(1.5, py_object), lambda: ctypes.sizeof(5), lambda: c_long(1, 2),
              lambda: ctypes.addressof(5), lambda: c_void_p('a'), lambda: ctypes.c_double('a')):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
