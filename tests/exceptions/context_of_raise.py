# The context of an exception: `raise` sets it anew, and what passes through a native call keeps it.
import contextlib


class Lost(Exception):
    pass


def told(what, f):
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            f()
    except Exception as e:
        print(what, repr(e), "context:", repr(e.__context__))


def raised_with_context():
    e = Lost()
    e.__context__ = KeyError("before")
    raise e


def without_context():
    e = Lost()
    try:
        raise e
    finally:
        e.__context__ = None


def generator():
    yield
    without_context()


def sorted_by(key):
    sorted([1], key=lambda _: key())


started = generator()
next(started)
told("raise sets it:", raised_with_context)
told("set to None:", without_context)
told("through next():", lambda: next(started))
told("through sorted():", lambda: sorted_by(without_context))
told("a new one from a native:", lambda: int("x"))
told("through sorted(), a new one:", lambda: sorted_by(lambda: int("y")))
told("raised again:", lambda: sorted_by(raised_with_context))


@contextlib.contextmanager
def changing():
    try:
        yield
    except BaseException:
        without_context()


@contextlib.contextmanager
def with_stack():
    with contextlib.ExitStack() as stack:
        stack.enter_context(changing())
        yield stack


for manager in changing, with_stack:
    try:
        with manager():
            raise IndexError
    except Lost as e:
        print(manager.__name__, repr(e.__context__))

one, two = ValueError("one"), ValueError("two")
try:
    try:
        try:
            raise one
        except ValueError:
            raise two
    except ValueError:
        raise one
except ValueError as e:
    print(e, repr(e.__context__), repr(e.__context__.__context__))
