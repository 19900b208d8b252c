# sched: calls in the order of time, priority and entry, with a clock of the program's own.
import sched


class Clock:
    def __init__(self):
        self.now = 0
        self.waits = []

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


clock = Clock()
plan = sched.scheduler(clock.time, clock.sleep)


def say(*words, **more):
    print(clock.now, *words, more or "")


plan.enter(5, 1, say, ("five",))
plan.enter(2, 2, say, ("two, later",))
plan.enter(2, 1, say, ("two, first",), {"key": "word"})
plan.enterabs(2, 1, say, ("two, second",))
cancelled = plan.enter(3, 1, say, ("never",))
print([event.argument[0] for event in plan.queue], len(plan.queue), plan.empty())
print(cancelled.time, cancelled.priority, cancelled.argument, cancelled.kwargs, cancelled._fields)
plan.cancel(cancelled)
try:
    plan.cancel(cancelled)
except ValueError as e:
    print(e)
print(plan.run(blocking=False))
plan.enter(1, 0, lambda: plan.enter(1, 0, say, ("entered by a call",)))
print(plan.run(), plan.empty(), clock.waits)


def fails():
    raise KeyError("away")


plan.enter(0, 1, fails)
plan.enter(0, 2, say, ("after the failure",))
try:
    plan.run()
except KeyError as e:
    print(repr(e), len(plan.queue))
plan.run()
