# What cProfile counts: functions, methods, generators, natives, recursion, errors. Its clock stands still.
import cProfile
import pstats


def profiler():
    return cProfile.Profile(lambda: 0)


def show(profile):
    stats = pstats.Stats(profile).strip_dirs().sort_stats("stdname")
    stats.print_stats()
    stats.print_callers()
    stats.print_callees()


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def work():
    items = []
    for i in range(3):
        items.append(i)
    return sorted(items), len(items), fib(5), "".join(["a"]), {}.get(1), max(1, 2)


def generator():
    yield 1
    yield 2


class Thing:
    def method(self):
        return work()

    @classmethod
    def of_class(cls):
        return 5

    @staticmethod
    def plain():
        return 6

    @property
    def value(self):
        return 7

    def __len__(self):
        return 3


profile = profiler()
print(profile.runcall(fib, 6))
show(profile)

profile = profiler()
profile.enable()
work()
list(generator())
Thing().method()
Thing.of_class()
Thing.plain()
Thing().value
len(Thing())
[i for i in range(3)]
(lambda: 0)()
profile.disable()
show(profile)


def fails():
    try:
        int("x")
    except ValueError:
        pass
    raise KeyError("missing")


profile = profiler()
try:
    profile.runcall(fails)
except KeyError as error:
    print("KeyError", error)
profile.print_stats()
profile = cProfile.Profile(lambda: 0, builtins=False)
profile.enable(builtins=False)
work()
profile.disable()
show(profile)


def ping(n):
    if n:
        pong(n - 1)


def pong(n):
    ping(n)


profile = profiler()
profile.runcall(ping, 5)
show(profile)
profile.runctx("result = fib(3) + given", {"fib": fib, "given": 1}, {})
profile.print_stats("name")
empty = profiler()
empty.create_stats()
print(empty.stats)
