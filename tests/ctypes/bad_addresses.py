# differs: an address where no live object is raises ValueError, where CPython reads anything or crashes; and nothing is written.
import ctypes

dead = id(object())
for address in (0, 8, 2 ** 40, dead, id([]) + 1_000_000_000, -1):
    for look in (lambda: ctypes.c_long.from_address(address).value, lambda: ctypes.cast(address, ctypes.py_object).value):
        try:
            print(look())
        except ValueError as e:
            print('ValueError', str(e).split(' at ')[0])
a = [1]
for act in (lambda: setattr(ctypes.c_long.from_address(id(a)), 'value', 0), lambda: ctypes.pythonapi.Py_DecRef(ctypes.py_object(a)),
            lambda: ctypes.c_long.from_address(id(a) + 40).value):
    try:
        print(act())
    except ValueError as e:
        print('ValueError', str(e).split(' at address')[0])
