# Constructors of built-in exceptions: what becomes of the arguments, and which fields refuse what.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for number in (2, 13, 17, 1, 3, 4, 10, 11, 32, 104, 103, 111, 110, 20, 21, 99):
    error = OSError(number, "text", "file")
    print(type(error).__name__, error, error.args, error.filename, error.errno)
error = OSError(2, "text", "file", None, "other")
print(error, error.filename2, repr(error), error.args)
tried(OSError, 1, 2, 3, 4, 5, 6)
error = BlockingIOError(11, "text", 5)
print(error.characters_written, error.args)
tried(lambda: BlockingIOError(11, "text").characters_written)

error = SyntaxError("text", ("file", 1, 2, "line"))
print(error, error.msg, error.filename, error.lineno, error.offset, error.text, error.end_lineno)
error = SyntaxError("text", ("folder/file.py", 1, 2, "line", 3, 4))
print(error, error.end_lineno, error.end_offset, repr(error))
tried(SyntaxError, "text", (1, 2))
tried(SyntaxError, "text", ("file", 1, 2, "line", 3))

error = ImportError("text", name="n", path="p")
print(error, error.name, error.path, error.msg, repr(error), error.__reduce__())
error = ImportError("a", "b")
print(error, error.msg)

error = UnicodeTranslateError("a\xe9", 1, 2, "reason")
print(error, error.args)
tried(UnicodeTranslateError, b"a", 1, 2, "reason")
tried(UnicodeDecodeError, "a", "b", 1, 2, "reason")

error = BaseException()
tried(delattr, error, "args")
tried(delattr, error, "__cause__")
tried(setattr, error, "__cause__", 1)
tried(setattr, error, "__traceback__", 1)
tried(setattr, error, "args", 1)
tried(setattr, error, "__suppress_context__", 1)
tried(error.with_traceback, 1)
tried(error.add_note, 1)
tried(error.__setstate__, 1)
tried(error.__setstate__, {"a": 1})
