names = """BaseException Exception ArithmeticError AssertionError AttributeError BufferError EOFError FloatingPointError GeneratorExit
ImportError IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
NotImplementedError OSError OverflowError RecursionError ReferenceError RuntimeError StopIteration SyntaxError SystemError
SystemExit TabError TypeError UnboundLocalError UnicodeError ValueError ZeroDivisionError FileNotFoundError PermissionError
BrokenPipeError TimeoutError Warning UserWarning DeprecationWarning RuntimeWarning SyntaxWarning ResourceWarning"""
for name in names.split():
    kind = eval(name)
    print(name, "<", kind.__base__.__name__, kind.__doc__ is not None)
print(IOError is OSError, EnvironmentError is OSError)
try:
    raise SystemExit(5)
except BaseException as error:
    print(type(error).__name__, error.code)
try:
    exit_called = False
    import sys
    sys.exit("bye")
except SystemExit as error:
    print(error.code, error.args)
try:
    raise KeyboardInterrupt
except Exception:
    print("not reached")
except BaseException as error:
    print(repr(error))
