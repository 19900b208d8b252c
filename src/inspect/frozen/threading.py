"""Locks and events for a program with one thread.

Deliberately absent: further threads. Starting one fails as it does where the system has none left.
"""

__all__ = ["Condition", "Event", "Lock", "RLock", "Thread", "ThreadError", "active_count", "current_thread", "enumerate",
           "get_ident", "local", "main_thread"]

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0


class Lock:
    """A lock that nobody else can hold; whoever waits for one held already would wait for ever, and is told so."""

    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._held:
            if blocking and timeout == -1:
                raise RuntimeError("the only thread waits for a lock that it holds")
            return False
        self._held = 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held -= 1

    def locked(self):
        return bool(self._held)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class RLock(Lock):
    """A lock that its holder may take again."""

    def acquire(self, blocking=True, timeout=-1):
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("cannot release un-acquired lock")
        self._held -= 1


class Condition(RLock):
    """Nobody else can notify: waiting ends at once."""

    def __init__(self, lock=None):
        super().__init__()

    def wait(self, timeout=None):
        return False

    def wait_for(self, predicate, timeout=None):
        return predicate()

    def notify(self, n=1):
        pass

    notify_all = notify


class Event:
    """A flag."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return self._flag


class local:
    """Attributes of one thread: of the only one."""


class Thread:
    """A thread that could run a function, if there were any but the main one."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self.name, self.daemon, self.ident = name or "Thread", bool(daemon), None

    def start(self):
        raise RuntimeError("can't start new thread")

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        raise RuntimeError("cannot join thread before it is started")

    def is_alive(self):
        return self is _main

    def __repr__(self):
        return f"<{type(self).__name__}({self.name}, {'started' if self is _main else 'initial'})>"


_main = Thread(name="MainThread")
_main.ident = 1


def current_thread():
    return _main


main_thread = current_thread


def get_ident():
    return _main.ident


def active_count():
    return 1


def enumerate():
    return [_main]
