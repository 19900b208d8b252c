"""Ctrl-C during a run of tests. There are no signal handlers here: an interrupt ends the run."""

import weakref

__unittest = True

_results = weakref.WeakKeyDictionary()


def registerResult(result):
    """Note a result that an interrupt should stop."""
    _results[result] = 1


def removeResult(result):
    """Forget a result; True if it was noted."""
    return bool(_results.pop(result, None))


def installHandler():
    """Nothing to install."""


def removeHandler(method=None):
    """Nothing to remove; as a decorator it gives the method back."""
    return method
