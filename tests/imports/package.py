import _pkg.sub.leaf
print(_pkg.__name__, _pkg.sub.leaf.__name__, _pkg.sub.leaf.up, _pkg.__package__, _pkg.sub.leaf.__package__)
from _pkg import tools
from _pkg.sub import leaf as L
print(tools.name, L.sibling(), tools is _pkg.tools)
import sys
print(sorted(n for n in sys.modules if n.startswith("_pkg")))
try:
    from _pkg import missing
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    import _pkg.missing
except ModuleNotFoundError as error:
    print(error)
try:
    from . import x
except ImportError as error:
    print(error)
