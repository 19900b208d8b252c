"""Queues. There is one thread: to wait for an item that is not there would be for ever."""

import types
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    """There is no item."""


Empty.__module__ = "_queue"


class Full(Exception):
    """There is no room."""


class ShutDown(Exception):
    """The queue takes no more items."""


class Queue:
    """A queue: what is put first is got first."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def task_done(self):
        """An item that was got has been worked on."""
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1

    def join(self):
        """Wait until all items have been worked on."""
        if self.unfinished_tasks:
            raise RuntimeError("Queue.join() would wait for ever: there is no other thread")

    def qsize(self):
        """How many items there are."""
        return self._qsize()

    def empty(self):
        """Whether there is no item."""
        return not self._qsize()

    def full(self):
        """Whether there is no room."""
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Put an item in."""
        if self.is_shutdown:
            raise ShutDown
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self.full():
            if block and timeout is None:
                raise RuntimeError("Queue.put() would wait for ever: there is no other thread")
            if block:
                _wait(timeout)
            raise Full
        self._put(item)
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        """Take an item out."""
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._qsize():
            if self.is_shutdown:
                raise ShutDown
            if block and timeout is None:
                raise RuntimeError("Queue.get() would wait for ever: there is no other thread")
            if block:
                _wait(timeout)
            raise Empty
        return self._get()

    def put_nowait(self, item):
        """Put an item in, if there is room."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item out, if there is one."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Take no more items."""
        self.is_shutdown = True
        if immediate:
            while self._qsize():
                self._get()
                if self.unfinished_tasks > 0:
                    self.unfinished_tasks -= 1

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    __class_getitem__ = classmethod(types.GenericAlias)


def _wait(seconds):
    from time import sleep
    sleep(seconds)


class PriorityQueue(Queue):
    """The smallest item is got first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """What is put last is got first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """A queue without a limit."""

    def __init__(self):
        self._queue = deque()

    def put(self, item, block=True, timeout=None):
        """Put an item in."""
        self._queue.append(item)

    def get(self, block=True, timeout=None):
        """Take an item out."""
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._queue:
            if block and timeout is None:
                raise RuntimeError("SimpleQueue.get() would wait for ever: there is no other thread")
            if block:
                _wait(timeout)
            raise Empty
        return self._queue.popleft()

    def put_nowait(self, item):
        """Put an item in."""
        self.put(item)

    def get_nowait(self):
        """Take an item out, if there is one."""
        return self.get(False)

    def empty(self):
        """Whether there is no item."""
        return not self._queue

    def qsize(self):
        """How many items there are."""
        return len(self._queue)

    __class_getitem__ = classmethod(types.GenericAlias)


SimpleQueue.__module__ = "_queue"
