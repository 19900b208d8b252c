# Asynchronous generators, driven by hand.
import sys


class Pause:
    """Awaited, it yields its value up to whoever drives the coroutine."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


def drive(coroutine, answers=()):
    """Run a coroutine to its end; print what it yields, send it the answers."""
    answers = iter(answers)
    sent = None
    while True:
        try:
            got = coroutine.send(sent)
        except StopIteration as stop:
            return stop.value
        print("  driver got", got)
        sent = next(answers, None)


async def count(n):
    for i in range(n):
        yield i


async def slow(n):
    for i in range(n):
        got = await Pause(("pause", i))
        print("  resumed with", got)
        yield i * 10


async def collect(source):
    out = []
    async for x in source:
        out.append(x)
    else:
        out.append("end")
    return out


print(drive(collect(count(3))))
print(drive(collect(slow(2)), ["a", "b"]))


async def comprehensions():
    print([x async for x in count(3)])
    print({x async for x in count(3)})
    print({x: x * x async for x in count(3) if x != 1})
    print([x + y async for x in count(2) async for y in count(2)])
    print([await one(x) for x in range(3)])
    g = (x async for x in count(3))
    print(type(g).__name__, [x async for x in g])
    print([x async for x in (await one(y) for y in range(2))])


async def one(x):
    return x + 1

drive(comprehensions())

print("-- by hand")
g = count(2)
print(type(g), g.ag_running, g.ag_await, g.ag_code.co_name, g.ag_frame is None, g.ag_suspended)
step = g.__anext__()
print(type(step), iter(step) is step, step.__await__() is step)
try:
    step.send(None)
except StopIteration as e:
    print("value", e.value)
try:
    step.send(None)
except RuntimeError as e:
    print(e)
print(g.ag_suspended, g.ag_running)
for _ in range(3):
    try:
        g.__anext__().send(None)
    except (StopIteration, StopAsyncIteration) as e:
        print(repr(e))
print(g.ag_frame, g.ag_suspended)

print("-- asend")


async def echo():
    got = None
    while True:
        try:
            got = yield ("got", got)
        except ValueError as e:
            got = ("caught", str(e))
        except GeneratorExit:
            print("  closing")
            raise


def value(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as e:
        return e.value


g = echo()
try:
    g.asend(1).send(None)
except TypeError as e:
    print(e)
g = echo()
print(value(g.asend(None)))
print(value(g.asend(5)))
print(value(g.athrow(ValueError("v"))))
print(value(g.athrow(ValueError)))
print(value(g.aclose()))
print(g.ag_frame, value(g.aclose()))
for attempt in (g.asend(None), g.athrow(KeyError("k")), g.__anext__()):
    try:
        attempt.send(None)
    except BaseException as e:
        print(type(e).__name__, e)

print("-- errors")


async def stops():
    yield 1
    raise StopIteration("inner")


async def stops_async():
    yield 1
    raise StopAsyncIteration("inner")


for f in (stops, stops_async):
    try:
        drive(collect(f()))
    except RuntimeError as e:
        print(e, repr(e.__cause__), e.__suppress_context__)


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
value(g.__anext__())
try:
    g.aclose().send(None)
except RuntimeError as e:
    print(e)

g = slow(1)
first = g.__anext__()
print(first.send(None), g.ag_running, g.ag_await is not None)
for other in (g.__anext__(), g.asend(1), g.aclose(), g.athrow(ValueError)):
    try:
        other.send(None)
    except RuntimeError as e:
        print(e)
try:
    first.throw(KeyError("thrown"))
except KeyError as e:
    print("out", repr(e))
print(g.ag_running)
try:
    first.send(None)
except RuntimeError as e:
    print(e)


async def bad_iter():
    async for _ in 5:
        pass


class NoNext:
    def __aiter__(self):
        return self


async def no_next():
    async for _ in NoNext():
        pass


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 7


async def bad_next():
    async for _ in BadNext():
        pass

for f in (bad_iter, no_next, bad_next):
    try:
        drive(f())
    except TypeError as e:
        print(e, "/", e.__cause__)

print("-- aiter, anext")
print(aiter(g) is g)
for bad in (lambda: aiter(3), lambda: anext(3), lambda: aiter(NoNext())):
    try:
        bad()
    except TypeError as e:
        print(e)


async def with_default():
    g = count(1)
    print(await anext(g), await anext(g, "default"), await anext(g, "again"))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print("end", repr(e))
    g = slow(1)
    print(await anext(g, "d"), await anext(g, "d"))

drive(with_default(), ["x", "y"])
a = anext(count(0), 4)
print(type(a))
try:
    a.send(None)
except StopIteration as e:
    print(e.value)
a.close()

print("-- finally, aclose inside async for")


async def guarded():
    try:
        yield 1
        yield 2
    finally:
        await Pause("cleaning")
        print("  cleaned")


async def leave_early():
    g = guarded()
    async for x in g:
        print(x)
        break
    await g.aclose()
    print("closed")

drive(leave_early())

print("-- hooks")
print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(firstiter=lambda g: print("  first", g.__name__), finalizer=lambda g: print("  final", g.__name__))
g = guarded()
print(value(g.__anext__()))
print(value(g.__anext__()))
del g
g = guarded()
del g
g = count(0)
try:
    g.__anext__().send(None)
except StopAsyncIteration:
    del g
for bad in ({"firstiter": 1}, {"finalizer": "x"}):
    try:
        sys.set_asyncgen_hooks(**bad)
    except TypeError as e:
        print(e)
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks().firstiter)
