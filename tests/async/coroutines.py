# Coroutine objects: attributes, the ways to drive them, async with, exceptions on the way.
import types


class Pause:
    def __await__(self):
        got = yield "pause"
        return got


async def inner():
    return await Pause()


async def outer(a, b=2):
    x = await inner()
    return a, b, x


c = outer(1)
print(type(c), c.__name__, c.__qualname__, c.cr_running, c.cr_suspended, c.cr_await, c.cr_origin)
print(c.cr_code is outer.__code__, c.cr_frame.f_locals)
print(c.send(None), type(c.cr_await), c.cr_suspended)
print(type(c.cr_await.cr_await))
try:
    c.send("answer")
except StopIteration as e:
    print(e.value)
print(c.cr_frame, c.cr_suspended)
for use in (lambda: c.send(None), lambda: c.throw(ValueError), lambda: c.close()):
    try:
        print(use())
    except RuntimeError as e:
        print(e)

c = outer(1)
try:
    c.send(5)
except TypeError as e:
    print(e)
w = c.__await__()
print(type(w), iter(w) is w, next(w))
try:
    w.send(3)
except StopIteration as e:
    print(e.value)
try:
    next(w)
except RuntimeError as e:
    print(e)

for bad in (lambda: iter(outer(1)), lambda: next(outer(1)), lambda: [x for x in outer(1)]):
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            bad()
        except TypeError as e:
            print(e)


async def awaits(x):
    return await x


class Returns:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        return self.what


shared = inner()
for bad in (3, None, [1], Returns(5), Returns([1]), Returns(shared)):
    try:
        awaits(bad).send(None)
    except TypeError as e:
        print(e)
shared.close()
shared = inner()
first = awaits(shared)
first.send(None)
second = awaits(shared)
try:
    second.send(None)
except RuntimeError as e:
    print(e)
first.close()


@types.coroutine
def old():
    x = yield 1
    return x


c = awaits(old())
print(c.send(None))
try:
    c.send(8)
except StopIteration as e:
    print(e.value)


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    async def __aenter__(self):
        print("enter")
        await Pause()
        return self

    async def __aexit__(self, kind, value, tb):
        print("exit", kind, value, tb is not None)
        await Pause()
        return self.swallow


def drive(c):
    n = 0
    try:
        while True:
            c.send(None)
            n += 1
    except StopIteration as e:
        return n, e.value


async def uses(swallow, fail):
    async with Manager(swallow) as m, Manager(False):
        print(type(m).__name__)
        if fail:
            raise ValueError("inside")
        return "returned"
    return "after"


print(drive(uses(True, False)))
print(drive(uses(True, True)))
try:
    drive(uses(False, True))
except ValueError as e:
    print("out", e)


async def wrong(m):
    async with m:
        pass


class OnlyEnter:
    async def __aenter__(self):
        pass


class Plain:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


class NotAwaitable:
    def __aenter__(self):
        return 1

    def __aexit__(self, *a):
        return 2


class ExitNotAwaitable:
    async def __aenter__(self):
        pass

    def __aexit__(self, *a):
        return 2

for m in (OnlyEnter(), Plain(), NotAwaitable(), ExitNotAwaitable(), 3):
    try:
        drive(wrong(m))
    except TypeError as e:
        print(e)


async def never_started():
    pass


def line_of(tb):
    lines = []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
        tb = tb.tb_next
    return lines


c = never_started()
try:
    c.throw(KeyError("early"))
except KeyError as e:
    print(repr(e), line_of(e.__traceback__)[1:])


def gen():
    yield 1


try:
    gen().throw(KeyError("early"))
except KeyError as e:
    print(repr(e), line_of(e.__traceback__)[1:])
c = outer(1)
c.send(None)
try:
    c.throw(KeyError("late"))
except KeyError as e:
    print(repr(e), line_of(e.__traceback__)[1:])
gen_object = gen()
next(gen_object)
try:
    gen_object.throw(ValueError, "old way")
except ValueError as e:
    print(e)
