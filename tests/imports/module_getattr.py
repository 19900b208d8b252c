import _lazy
print(_lazy.known, _lazy.computed)
try:
    _lazy.unknown
except AttributeError as error:
    print(error)
from _lazy import computed
print(computed, hasattr(_lazy, "nope"))
print(type(_lazy).__name__, _lazy.__dict__["known"], [n for n in dir(_lazy) if not n.startswith("__")])
_lazy.added = 1
del _lazy.known
try:
    _lazy.known
except AttributeError as error:
    print(error)
