"""Streams in memory."""

__all__ = ["open", "StringIO", "BytesIO", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
open = open


class UnsupportedOperation(OSError, ValueError):
    """What this stream cannot do."""


class _Memory:
    _empty = None

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def flush(self):
        self._check()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def tell(self):
        self._check()
        return self._at

    def seek(self, pos, whence=0):
        self._check()
        self._at = max(0, pos + (0, self._at, self._size())[whence])
        return self._at

    def read(self, size=-1):
        self._check()
        value = self.getvalue()
        end = len(value) if size is None or size < 0 else self._at + size
        piece = value[self._at:end]
        self._at += len(piece)
        return piece

    def readline(self, size=-1):
        self._check()
        value = self.getvalue()
        end = value.find(self._newline, self._at) + 1 or len(value)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        piece = value[self._at:end]
        self._at += len(piece)
        return piece

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        self._check()
        if len(self._parts) > 1:
            self._parts = [self._empty.join(self._parts)]
        return self._parts[0] if self._parts else self._empty

    def _size(self):
        return sum(map(len, self._parts))

    def _put(self, piece):
        self._check()
        size = self._size()
        if self._at == size:
            self._parts.append(piece)
        else:
            value = self.getvalue()
            value += self._zero * (self._at - size)
            self._parts = [value[:self._at] + piece + value[self._at + len(piece):]]
        self._at += len(piece)
        return len(piece)

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._parts = [self.getvalue()[:size]]
        return size


class StringIO(_Memory):
    """Text I/O implementation using an in-memory buffer."""

    _empty, _newline, _zero = "", "\n", "\0"

    def __init__(self, initial_value="", newline="\n"):
        self._parts = [initial_value] if initial_value else []
        self._at = 0
        self._closed = False

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        return self._put(s)


class BytesIO(_Memory):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    _empty, _newline, _zero = b"", b"\n", b"\0"

    def __init__(self, initial_bytes=b""):
        self._parts = [bytes(initial_bytes)] if initial_bytes else []
        self._at = 0
        self._closed = False

    def write(self, b):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))
