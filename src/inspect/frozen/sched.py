"""Calls at given times, one after another."""

import heapq
import time
from collections import namedtuple
from itertools import count

__all__ = ["scheduler"]

Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")
Event.time.__doc__ = "When the call is made, by the scheduler's clock."
Event.priority.__doc__ = "Of calls for the same time, the one with the lowest number is made first."
Event.sequence.__doc__ = "Of those with the same priority, the one that was entered first."
Event.action.__doc__ = "What is called."
Event.argument.__doc__ = "The positional arguments of the call."
Event.kwargs.__doc__ = "The keyword arguments of the call."

_nothing = object()


class scheduler:
    """A queue of calls, with a clock, and a way of waiting, which may be the program's own."""

    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._numbers = count()
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_nothing):
        """Plan a call at a time; what is given back can be cancelled."""
        kwargs = {} if kwargs is _nothing else kwargs
        event = Event(time, priority, next(self._numbers), action, argument, kwargs)
        heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_nothing):
        """Plan a call after a delay."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Take a call off the queue; ValueError if it is not on it."""
        self._queue.remove(event)
        heapq.heapify(self._queue)

    def empty(self):
        """Whether no call is left."""
        return not self._queue

    def run(self, blocking=True):
        """Make all calls, each when its time has come; or without blocking those that are due, and say how long
        the next has time."""
        while self._queue:
            event = self._queue[0]
            delay = event.time - self.timefunc()
            if delay > 0:
                if not blocking:
                    return delay
                self.delayfunc(delay)
                # Meanwhile there may be an earlier one.
                continue
            heapq.heappop(self._queue)
            event.action(*event.argument, **event.kwargs)
            # Others may want to do something.
            self.delayfunc(0)

    @property
    def queue(self):
        """The calls in the order in which they will be made."""
        return sorted(self._queue)
