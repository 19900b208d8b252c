"""The older profiler: as cProfile, but a function that is not written in Python is named without its module.

run(statement), runctx(statement, globals, locals), Profile; `python -m profile` as `python -m cProfile`.
"""

import sys
import _profiling

__all__ = ["run", "runctx", "Profile"]


class Profile(_profiling.Profiler):
    """Counts calls and their times between enable() and disable()."""

    def runctx(self, cmd, globals, locals):
        """Count what a text does in these names."""
        self._entry(("profile", 0, "profiler"))
        self._entry(("", 0, "setprofile")).callers = {}
        self._enter(("profile", 0, cmd if isinstance(cmd, str) else repr(cmd)))
        return super().runctx(cmd, globals, locals)

    def _enter(self, label):
        file, line, name = label
        if label == self._last:
            label = "", 0, "setprofile"
        elif file == "~":
            label = "", 0, name.strip("<>").split("'")[1] if "'" in name else name.strip("<>").rpartition(".")[2]
        super()._enter(label)


run, runctx = _profiling.runners(Profile)


if __name__ == "__main__":
    _profiling.run_script("profile", Profile, sys.argv[1:])
