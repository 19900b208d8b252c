# What the parser refuses shows its line, though it stands in no file; what the compiler refuses does not.
import sys

for source in ["x = = 1", "return 1", "def f():\n    nonlocal x", "x = (1,\n2 3"]:
    try:
        exec(source)
    except SyntaxError as e:
        print(e.lineno, e.offset, ascii(e.text), e.msg)
        sys.excepthook(type(e), e, None)
exec("x = 1\nreturn x")
