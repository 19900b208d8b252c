# Where a warning is laid, and what remembers it.
import sys
import warnings


def deprecated_helper():
    warnings.warn("one up", UserWarning, stacklevel=2)


def middle():
    deprecated_helper()
    deprecated_helper()


for _ in range(2):
    middle()
deprecated_helper()
print(sorted(k for k in __warningregistry__ if k != "version"))

# Names of other modules are ignored for deprecations, those of the program are shown.
code = compile("import warnings\nwarnings.warn('old', DeprecationWarning)\nwarnings.warn('odd', FutureWarning)", "lib.py", "exec")
exec(code, {"__name__": "lib"})
exec(code, {"__name__": "__main__"})
exec(code, {})
scope = {"__name__": 7}
exec(code, scope)
print(sorted(map(str, scope)), scope["__warningregistry__"])

# A change of the filters makes the registries forget.
for _ in range(3):
    warnings.warn("each time")
    warnings.filterwarnings("default")

warnings.filterwarnings("ignore", message="Plain text")
warnings.warn("plain text, in small letters")
warnings.warn("not plain text")
warnings.filterwarnings("error", module="__main__", lineno=40)
warnings.warn("line 38")
try:
    warnings.warn("line 40")
except UserWarning as w:
    print("an error:", w)

# A message may be a warning already, with arguments of its own.
class Leak(RuntimeWarning):
    def __init__(self, size):
        super().__init__(size)
        self.size = size

    def __str__(self):
        return f"{self.size} bytes"


warnings.warn(Leak(40))
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn(Leak(41), stacklevel=1, source=[])
    warnings.warn_explicit(Leak(42), None, "f.py", 9, "mod", {})
    print([(type(w.message), w.message.size, w.category is Leak, w.filename, w.source) for w in log])
warnings.warn("about an object", source=object())
sys.stderr = None
warnings.warn("nobody hears this")
