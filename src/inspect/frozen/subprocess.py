"""Other programs: none can be started from here, and whoever tries is told so."""

__all__ = ["CalledProcessError", "DEVNULL", "PIPE", "Popen", "STDOUT", "SubprocessError", "TimeoutExpired", "call", "check_call",
           "check_output", "run"]

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    """Base class of this module's errors."""


class CalledProcessError(SubprocessError):
    """A program ended with a status other than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."


class TimeoutExpired(SubprocessError):
    """A program took too long."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class Popen:
    """A program that runs beside this one."""

    def __init__(self, args, *further, **options):
        name = args if isinstance(args, str) else args[0]
        raise PermissionError(1, "Operation not permitted", name)


def run(*args, **options):
    """Start a program and wait for its end."""
    return Popen(*args, **options)


call = check_call = check_output = run
