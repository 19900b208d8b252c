import _helper
import _helper as again
from _helper import double, value as v, Thing
print(_helper.value, again is _helper, double(4), v, Thing(), Thing.__module__, _helper.__doc__, _helper.__name__)
_helper.state.append(1)
import sys
print(sys.modules["_helper"].state, _helper.__file__.endswith("_helper.py"))
v = 0
print(_helper.value)
_helper.value = 5
from _helper import value
print(value)
try:
    from _helper import nope
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    from _helper import duble
except ImportError as error:
    print(error.name)
del sys.modules["_helper"]
import _helper
print(_helper is again, _helper.state)
