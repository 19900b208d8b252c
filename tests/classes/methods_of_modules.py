# Methods that every object has, of modules: bound, they take the module; its functions do not.
import math
import sys


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for name in "__repr__", "__str__", "__hash__", "__sizeof__", "__dir__":
    method = getattr(sys, name)
    attempt(lambda: type(method()).__name__)
attempt(sys.__repr__)
attempt(lambda: sys.__repr__())
attempt(lambda: sys.__eq__(sys))
attempt(lambda: sys.__reduce_ex__(4))
attempt(lambda: sys.__format__(""))
attempt(lambda: sys.__getattribute__("path") is sys.path)
attempt(sys.__repr__, 1)
attempt(sys.__sizeof__, 1)
attempt(math.sqrt, 4)
attempt(lambda: list(map(math.sqrt, [4, 9])))
attempt(math.sqrt)
print(math.sqrt.__self__ is math, sys.__dir__.__self__ is sys)
