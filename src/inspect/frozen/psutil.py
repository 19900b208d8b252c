"""The process, as its heap sees it.

Of the well-known module of this name, only Process with what tells of memory and time, and memory figures that are the heap's
own: `rss` is the bytes of pools and large blocks in use, `vms` the bytes of the arenas they lie in. So a program prints the
same figures in every run.
"""

import os
import time
from collections import namedtuple

from _os import memory as _memory

__all__ = ["Error", "NoSuchProcess", "Process", "pid_exists"]

pmem = namedtuple("pmem", "rss vms shared text lib data dirty")
pcputimes = namedtuple("pcputimes", "user system children_user children_system iowait")

# There is one process here; what its number is in the system is nobody's business.
PID = 1


class Error(Exception):
    """Base class of this module's errors."""


class NoSuchProcess(Error):
    """There is no process of that number, but for our own."""

    def __init__(self, pid, name=None, msg=None):
        super().__init__(msg or f"process PID not found (pid={pid})")
        self.pid, self.name, self.msg = pid, name, msg


def pid_exists(pid):
    """Is there a process of that number?"""
    return pid == PID


class Process:
    """This process."""

    def __init__(self, pid=None):
        if pid not in (None, PID, getattr(os, "getpid", lambda: PID)()):
            raise NoSuchProcess(pid)
        self.pid = PID if pid is None else pid

    def __repr__(self):
        return f"psutil.Process(pid={self.pid}, name='terrarium', status='running')"

    def __eq__(self, other):
        return isinstance(other, Process)

    def __hash__(self):
        return hash(self.pid)

    def memory_info(self):
        """Return the bytes in use and the bytes of arenas, as `rss` and `vms`."""
        used, arenas, _ = _memory()
        return pmem(used, arenas, 0, 0, 0, arenas, 0)

    memory_full_info = memory_info

    def memory_percent(self, memtype="rss"):
        """Return the part of the arenas that is in use."""
        info = self.memory_info()
        return getattr(info, memtype) * 100 / info.vms

    def cpu_times(self):
        """Return the processor time that was used."""
        return pcputimes(time.process_time(), 0.0, 0.0, 0.0, 0.0)

    def name(self):
        return "terrarium"

    def is_running(self):
        return True

    def children(self, recursive=False):
        """Return the processes that this one has started: none."""
        return []
