# timeit with a clock that counts its own calls, and its command line.
import timeit


class Clock:
    ticks = 0

    def __call__(self):
        self.ticks += 1
        return float(self.ticks)


timer = timeit.Timer("x = 1", "y = 2", timer=Clock())
print(timer.timeit(3), timer.repeat(2, 5), timer.autorange(print))
print(timeit.timeit("z + 1", globals={"z": 5}, number=2, timer=Clock()))
calls = []
timeit.timeit(lambda: calls.append("once"), number=3)
timeit.repeat(lambda: calls.append("body"), lambda: calls.append("setup"), repeat=2, number=2)
print(calls)
for wrong in ("x =",), ("pass", 5), (5,), ("  x",), ("pass\n  x", "y"):
    try:
        timeit.Timer(*wrong)
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__, error)

for line in (
    "-n 1 -r 2", "-v -n 3 pass", "-vv -n 3 -u msec pass", "-s q=1 -n2 -r 1 q", "-zz", "-n", "--number=5 pass", "--rep 3 -- pass",
    "-u usec pass", "--bogus", "-v", "-p -n 2 pass",
):
    print(line, "->", timeit.main(line.split(), _wrap_timer=lambda timer: Clock()))
