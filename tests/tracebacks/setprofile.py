# What a profile function hears: beginnings and ends of frames, calls of natives, and what they raise.
import sys

log = []


def profiler(frame, event, arg):
    if event.startswith("c_"):
        arg = arg.__qualname__
    log.append((frame.f_code.co_name, event, arg, frame.f_lineno))


def watch(f):
    log.clear()
    sys.setprofile(profiler)
    try:
        f()
    except Exception as e:
        pass
    sys.setprofile(None)
    print("--", f.__name__)
    for line in log:
        print(*line)


@watch
def natives():
    len([1])
    [].append(1)
    str.upper("x")
    (1).__add__(2)
    dict.fromkeys("ab")
    int("3")
    max(1, 2)
    "abc".encode(*[], **{"encoding": "ascii"})
    len(*[()])


@watch
def faults():
    try:
        len(3)
    except TypeError:
        pass
    [].pop()


@watch
def generators():
    def g():
        yield 1
        try:
            yield 2
        except KeyError:
            yield 3

    it = g()
    next(it)
    next(it)
    it.throw(KeyError)
    it.close()
    it = g()
    next(it)
    it.throw(ValueError)


@watch
def callbacks():
    sorted([3, 1], key=lambda v: v)
    list(map(lambda x: x, [1, 2]))
    eval("len('')")


class C:
    def __init__(self):
        self.x = 1

    def m(self, *rest):
        return rest

    def __exit__(self, *fault):
        return False

    def __enter__(self):
        return 5

    def __getattr__(self, name):
        raise AttributeError(name)


@watch
def methods():
    c = C()
    c.m(*[1])
    with c:
        pass
    getattr(c, "missing", None)
    hasattr(c, "missing")

    class D(C):
        x = 1

    D()


@watch
def uncaught():
    def outer():
        inner()

    def inner():
        raise ValueError

    outer()


async def coroutine():
    return 1


@watch
def drive():
    c = coroutine()
    c.send(None)


def failing(frame, event, arg):
    log.append((event, frame.f_code.co_name))
    if event == "c_call":
        raise RuntimeError("in the profile function")


def work():
    x = 1
    len([])


log.clear()
sys.setprofile(failing)
try:
    work()
except RuntimeError as e:
    print("caught", e, sys.getprofile())
print(log)


def starts_inside():
    sys.setprofile(profiler)
    [work() for _ in range(2)]


log.clear()
starts_inside()
print(sys.getprofile() is profiler)
sys.setprofile(None)
print(*log, sep="\n")


def tracer(frame, event, arg):
    log.append(("trace", frame.f_code.co_name, event))
    return tracer


log.clear()
sys.settrace(tracer)
sys.setprofile(profiler)
work()
sys.settrace(None)
work()
sys.setprofile(None)
print(*log, sep="\n")
try:
    sys.setprofile()
except TypeError as e:
    print(e)
