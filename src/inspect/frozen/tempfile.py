"""Files and folders under names that nothing has yet."""

import os

__all__ = ["NamedTemporaryFile", "TemporaryDirectory", "gettempdir", "mkdtemp", "mkstemp", "mktemp"]

tempdir = None


def gettempdir():
    """Return the folder for such files."""
    return tempdir or os.getenv("TMPDIR") or "/tmp"


def mktemp(suffix="", prefix="tmp", dir=None):
    """Return a name that nothing has."""
    folder, number = dir or gettempdir(), 1
    while os.path.exists(name := f"{folder}/{prefix}{number:08}{suffix}"):
        number += 1
    return name


def mkstemp(suffix="", prefix="tmp", dir=None, text=False):
    """Make a file; return its descriptor and its name."""
    name = mktemp(suffix or "", prefix or "tmp", dir)
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), name


def mkdtemp(suffix="", prefix="tmp", dir=None):
    """Make a folder; return its name."""
    name = mktemp(suffix or "", prefix or "tmp", dir)
    os.mkdir(name, 0o700)
    return name


class TemporaryDirectory:
    """A folder that goes with the block it is made for."""

    def __init__(self, suffix="", prefix="tmp", dir=None):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        self.cleanup()

    def cleanup(self):
        """Remove it with all that is in it."""
        folders = [self.name]
        for folder in folders:
            for name in os.listdir(folder):
                path = f"{folder}/{name}"
                if os.path.isdir(path):
                    folders.append(path)
                else:
                    os.remove(path)
        for folder in reversed(folders):
            os.rmdir(folder)


class NamedTemporaryFile:
    """A file that goes when it is closed."""

    def __init__(self, mode="w+b", buffering=-1, encoding=None, newline=None, suffix="", prefix="tmp", dir=None, delete=True):
        self.name, self._delete = mktemp(suffix or "", prefix or "tmp", dir), delete
        self.file = open(self.name, mode, encoding=encoding)

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        """Close the file, and remove it unless it is to stay."""
        if not self.file.closed:
            self.file.close()
            if self._delete:
                os.remove(self.name)
