from _helper import *
print(value, double(2), "_private" in globals(), "Thing" in globals())
from _with_all import *
print(sorted(n for n in globals() if not n.startswith("__")))
try:
    exec("def f():\n from _helper import *")
except SyntaxError as error:
    print(error.msg)
