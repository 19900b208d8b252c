"""The lines of several files one after another, by default of those that the command line names; and files rewritten in place."""

import os
import sys
from types import GenericAlias

__all__ = ["input", "close", "nextfile", "filename", "lineno", "filelineno", "fileno", "isfirstline", "isstdin", "FileInput",
           "hook_compressed", "hook_encoded"]

# What the functions of the module are about.
_state = None


def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
    """Begin with the lines of files; the functions of the module are about these then."""
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def close():
    """End what input() began."""
    global _state
    state, _state = _state, None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError("no active input()")
    return _state


def nextfile():
    """Go on with the next file."""
    return _active().nextfile()


def filename():
    """The name of the file of the last line."""
    return _active().filename()


def lineno():
    """The number of the last line among all."""
    return _active().lineno()


def filelineno():
    """The number of the last line in its file."""
    return _active().filelineno()


def fileno():
    """The descriptor of the file of the last line, or -1."""
    return _active().fileno()


def isfirstline():
    """Whether the last line was the first of its file."""
    return _active().isfirstline()


def isstdin():
    """Whether the last line came from standard input."""
    return _active().isstdin()


class FileInput:
    """The lines of several files one after another. In place, what is printed meanwhile goes into the file being read."""

    _file = _output = _savestdout = None

    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
        if isinstance(files, (str, os.PathLike)):
            files = (os.fspath(files),)
        else:
            files = tuple(sys.argv[1:] if files is None else files) or ("-",)
        self._files, self._inplace, self._backup = files, inplace, backup
        self._mode, self._openhook, self._encoding, self._errors = mode, openhook, encoding, errors
        self._filename = self._backupfilename = None
        self._startlineno = self._filelineno = 0
        self._isstdin = False
        if mode not in ("r", "rb"):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook:
            if inplace:
                raise ValueError("FileInput cannot use an opening hook in inplace mode")
            if not callable(openhook):
                raise ValueError("FileInput openhook must be callable")

    def __del__(self):
        self.close()

    def close(self):
        """Close the file and go on with none."""
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self):
        """The next line; an empty one at the end."""
        while True:
            line = self._readline()
            if line:
                self._filelineno += 1
                return line
            if not self._file:
                return line
            self.nextfile()

    def _readline(self):
        """A line of the file that is open, or of the next one."""
        if not self._file:
            if not self._files:
                return b"" if "b" in self._mode else ""
            self._begin()
        return self._file.readline()

    def _begin(self):
        self._filename, *rest = self._files
        self._files = tuple(rest)
        self._startlineno, self._filelineno = self.lineno(), 0
        self._isstdin = self._filename == "-"
        encoding = self._encoding if "b" not in self._mode else None
        if self._isstdin:
            self._filename = "<stdin>"
            self._file = getattr(sys.stdin, "buffer", sys.stdin) if "b" in self._mode else sys.stdin
        elif self._inplace:
            self._begin_in_place(encoding)
        elif self._openhook:
            keywords = {} if self._encoding is None else {"encoding": self._encoding, "errors": self._errors}
            self._file = self._openhook(self._filename, self._mode, **keywords)
        else:
            self._file = open(self._filename, self._mode, encoding=encoding, errors=self._errors)

    def _begin_in_place(self, encoding):
        self._backupfilename = os.fspath(self._filename) + (self._backup or ".bak")
        try:
            os.unlink(self._backupfilename)
        except OSError:
            pass
        # What is read moves away; what is written takes its name.
        os.rename(self._filename, self._backupfilename)
        self._file = open(self._backupfilename, self._mode, encoding=encoding, errors=self._errors)
        self._output = open(self._filename, self._mode.replace("r", "w"), encoding=encoding, errors=self._errors)
        try:
            os.chmod(self._filename, os.stat(self._backupfilename).st_mode & 0o777)
        except OSError:
            pass
        self._savestdout, sys.stdout = sys.stdout, self._output

    def nextfile(self):
        """Close the file; the next line will be of the next one."""
        stdout, self._savestdout = self._savestdout, None
        if stdout:
            sys.stdout = stdout
        output, self._output = self._output, None
        file, self._file = self._file, None
        backup, self._backupfilename = self._backupfilename, None
        try:
            if output:
                output.close()
        finally:
            try:
                if file and not self._isstdin:
                    file.close()
            finally:
                if backup and not self._backup:
                    try:
                        os.unlink(backup)
                    except OSError:
                        pass
                self._isstdin = False

    def filename(self):
        """The name of the file of the last line."""
        return self._filename

    def lineno(self):
        """The number of the last line among all."""
        return self._startlineno + self._filelineno

    def filelineno(self):
        """The number of the last line in its file."""
        return self._filelineno

    def fileno(self):
        """The descriptor of the file, or -1."""
        if self._file:
            try:
                return self._file.fileno()
            except ValueError:
                pass
        return -1

    def isfirstline(self):
        """Whether the last line was the first of its file."""
        return self._filelineno == 1

    def isstdin(self):
        """Whether the last line came from standard input."""
        return self._isstdin

    __class_getitem__ = classmethod(GenericAlias)


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    """Opens files, and those of gzip and bzip2, by their endings, as what was packed into them."""
    if encoding is None and "b" not in mode:
        encoding = "locale"
    ending = os.path.splitext(filename)[1]
    if ending == ".gz":
        import gzip
        return gzip.open(filename, mode, encoding=encoding, errors=errors)
    if ending == ".bz2":
        import bz2
        return bz2.BZ2File(filename, mode)
    return open(filename, mode, encoding=encoding, errors=errors)


def hook_encoded(encoding, errors=None):
    """A hook that opens files with an encoding."""
    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return openhook
