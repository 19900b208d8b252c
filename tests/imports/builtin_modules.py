import sys, math as m
from math import pi, sqrt as root
import gc, weakref, time, atexit
print(sys.version_info[:2], m.pi == pi, root(9), sys.implementation.name in ("cpython", "terrarium"), sys.maxsize == 2 ** 63 - 1)
print(sys.modules["math"] is m, "gc" in sys.modules, __name__, sys.byteorder)
from math import *
print(floor(2.5), "tau" in globals())
def local_import():
    import math
    return math.e
print(local_import() == e)
print(type(time.time()).__name__, type(time.perf_counter()).__name__, time.monotonic() <= time.monotonic(), time.sleep(0))
print(m.__name__, callable(gc.collect), callable(weakref.ref), callable(atexit.register))
try:
    import math.nothing
except ImportError as error:
    print(type(error).__name__, error)
try:
    from sys import no_such
except ImportError as error:
    print(error)
try:
    m.no_such
except AttributeError as error:
    print(error)
print(__import__("math") is m, hasattr(m, "__doc__"))
