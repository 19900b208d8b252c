try:
    raise ValueError("message", 42)
except ValueError as error:
    print(error, error.args, repr(error), str(error) == "('message', 42)")
    print(error.__traceback__.tb_lineno, error.__cause__, error.__context__, error.__suppress_context__)
e = ValueError("noted")
e.add_note("first"); e.add_note("second")
print(e.__notes__, ValueError().args, repr(ValueError()), str(ValueError()), repr(KeyError("k")), str(KeyError("k")))
try:
    e.add_note(5)
except TypeError as error:
    print(error)
try:
    {}["missing"]
except KeyError as error:
    print(error, error.args, repr(error))
try:
    [].nope
except AttributeError as error:
    print(error.name, error.obj, error.args)
try:
    nope
except NameError as error:
    print(error.name)
try:
    import not_a_module
except ImportError as error:
    print(error, error.name, error.path, type(error).__name__)
try:
    from math import nope
except ImportError as error:
    print(str(error).split(" (")[0], error.name)
print(StopIteration(5).value, SystemExit(3).code, OSError(2, "gone", "f.txt"), repr(OSError(2, "gone")), OSError(2, "x").errno, type(OSError(2, "x")).__name__)
print(ValueError("a") == ValueError("a"), ValueError.__mro__, issubclass(KeyError, LookupError), issubclass(ModuleNotFoundError, ImportError))
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
