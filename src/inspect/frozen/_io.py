"""Streams, from the bottom up: what all streams share, raw files, and open().

Buffers, text and streams in memory stand in _io_buffered, _io_text and _io_memory. A file opened as text without
further wishes is a native stream of its own (TextIOWrapper is registered for it); everything else is built of these
classes, as CPython's are.
"""

import _os

DEFAULT_BUFFER_SIZE = 8192
UnsupportedOperation = _os.UnsupportedOperation
BlockingIOError = BlockingIOError


def _closed_error():
    return ValueError("I/O operation on closed file.")


class _IOBase:
    """The base class of all streams: what is not there raises UnsupportedOperation."""

    __closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    # --- positions

    def seek(self, offset, whence=0, /):
        """Change the stream position, and return it."""
        self._unsupported("seek")

    def tell(self):
        """Return the current stream position."""
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        """Cut the file at the position or at a size."""
        self._unsupported("truncate")

    # --- opening and closing

    def flush(self):
        """Write what is buffered."""
        if self.closed:
            raise _closed_error()

    def close(self):
        """Flush and close the stream; a second time does nothing."""
        if not self.__closed:
            try:
                self.flush()
            finally:
                self.__closed = True

    def __del__(self):
        try:
            closed = self.closed
        except (AttributeError, ValueError):
            # Never initialised.
            return
        if closed:
            return
        warn = getattr(self, "_dealloc_warn", None)
        if warn is not None:
            warn(self)
        self.close()

    @property
    def closed(self):
        """Whether the stream is closed."""
        return self.__closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise _closed_error() if msg is None else ValueError(msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, /, *exc_info):
        self.close()

    # --- what it can do

    def seekable(self):
        """Return whether the position can be changed."""
        return False

    def readable(self):
        """Return whether the stream can be read."""
        return False

    def writable(self):
        """Return whether the stream can be written."""
        return False

    def fileno(self):
        """Return the file descriptor, if there is one."""
        self._unsupported("fileno")

    def isatty(self):
        """Return whether this is a terminal."""
        self._checkClosed()
        return False

    # --- lines

    def readline(self, size=-1, /):
        """Read a line, at most `size` bytes of it."""
        if size is None:
            size = -1
        elif not hasattr(type(size), "__index__"):
            raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
        else:
            size = size.__index__()
        peek = getattr(self, "peek", None)
        line = bytearray()
        while size < 0 or len(line) < size:
            step = 1
            if peek is not None:
                ahead = peek(1)
                if not isinstance(ahead, bytes):
                    raise OSError("peek() should have returned a bytes object, "
                                  f"not '{type(ahead).__name__}'")
                if ahead:
                    step = ahead.find(b"\n") + 1 or len(ahead)
                    if size >= 0:
                        step = min(step, size - len(line))
            piece = self.read(step)
            if not isinstance(piece, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(piece).__name__}'")
            if not piece:
                break
            line += piece
            if piece.endswith(b"\n"):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        """Read the lines into a list; with a hint no more than so many bytes and the rest of a line."""
        if hint is None or hint <= 0:
            return list(self)
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines, /):
        """Write every item; no line ends are added."""
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    """A stream of bytes without a buffer: subclasses have readinto() and write()."""

    def readinto(self, buffer, /):
        raise NotImplementedError

    def write(self, b, /):
        raise NotImplementedError

    def read(self, size=-1, /):
        """Read up to `size` bytes with one call; None if there are none yet."""
        size = -1 if size is None else size.__index__()
        if size < 0:
            return self.readall()
        buffer = bytearray(size)
        n = self.readinto(buffer)
        if n is None:
            return None
        if not 0 <= n <= size:
            raise ValueError(f"readinto returned {n} outside buffer size {size}")
        return bytes(buffer[:n])

    def readall(self):
        """Read until the end, with several calls."""
        parts = []
        while piece := self.read(DEFAULT_BUFFER_SIZE):
            if not isinstance(piece, bytes):
                raise TypeError("read() should return bytes")
            parts.append(piece)
        # Nothing at all yet is not the end.
        return b"".join(parts) if parts or piece is not None else None


class _BufferedIOBase(_IOBase):
    """A stream of bytes with a buffer."""

    def read(self, size=-1, /):
        """Read and return up to `size` bytes, or all."""
        self._unsupported("read")

    def read1(self, size=-1, /):
        """As read(), with at most one call of the raw stream."""
        self._unsupported("read1")

    def write(self, b, /):
        """Write the bytes, and return how many there were."""
        self._unsupported("write")

    def detach(self):
        """Give up the raw stream, and return it."""
        self._unsupported("detach")

    def _read_into(self, buffer, read):
        view = memoryview(buffer).cast("B")
        if view.readonly:
            raise TypeError(f"readinto() argument must be read-write bytes-like object, not {type(buffer).__name__}")
        data = read(len(view))
        if len(data) > len(view):
            raise ValueError(f"read() returned too much data: {len(view)} bytes requested, {len(data)} returned")
        view[:len(data)] = data
        return len(data)

    def readinto(self, buffer, /):
        """Read into a buffer, and return how many bytes."""
        return self._read_into(buffer, self.read)

    def readinto1(self, buffer, /):
        """As readinto(), with at most one call of the raw stream."""
        return self._read_into(buffer, self.read1)


class _TextIOBase(_IOBase):
    """A stream of text."""

    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1, /):
        """Read up to `size` characters, or all."""
        self._unsupported("read")

    def readline(self, size=-1, /):
        """Read a line."""
        self._unsupported("readline")

    def write(self, s, /):
        """Write the text, and return its length."""
        self._unsupported("write")

    def detach(self):
        """Give up the buffer below, and return it."""
        self._unsupported("detach")


# --- files -------------------------------------------------------------------------------------------------------

class FileIO(_RawIOBase):
    """A file, read and written without a buffer."""

    _fd = -1
    # A block of the file system.
    _blksize = 4096

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if self._fd >= 0 and self._closefd:
            _os.file_close(self._fd)
        self._fd = -1
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        if not isinstance(mode, str):
            raise TypeError(f"FileIO() argument 'mode' must be str, not {type(mode).__name__}")
        if not set(mode) <= set("xrwab+"):
            raise ValueError(f"invalid mode: {mode}")
        if sum(mode.count(c) for c in "rwax") != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        self._letter = next(c for c in mode if c in "rwax")
        self._readable = self._letter == "r" or "+" in mode
        self._writable = self._letter != "r" or "+" in mode
        self._closefd = closefd
        self._seekable = None
        self.name = file
        if isinstance(file, int):
            if isinstance(file, bool):
                import warnings
                warnings.warn("bool is used as a file descriptor", RuntimeWarning, stacklevel=2)
                file = int(file)
            if file < 0:
                raise ValueError("negative file descriptor")
            if file > 2:
                _os.file_stat(file)
            self._fd = file
            return
        if not closefd:
            raise ValueError("Cannot use closefd=False with file name")
        from posixpath import _fspath
        path = _fspath(file)
        if ("\0" if isinstance(path, str) else b"\0") in path:
            raise ValueError("embedded null " + ("character" if isinstance(path, str) else "byte"))
        flags = {"r": 0, "w": 0o1100, "a": 0o2100, "x": 0o300}[self._letter]
        flags |= 2 if self._readable and self._writable else int(self._writable)
        if opener is None:
            self._fd = _os.file_open(path, flags, 0o666)
        else:
            # As the system would, the file closes when another program starts.
            fd = opener(file, flags | 0o2000000)
            if not isinstance(fd, int):
                raise TypeError("expected integer from opener")
            if fd < 0:
                raise ValueError(f"opener returned {fd}")
            _os.file_stat(fd)
            self._fd = fd
        if self._letter == "a":
            _os.file_seek(self._fd, 0, 2)

    @property
    def mode(self):
        """The mode the file was opened in."""
        both = self._readable and self._writable
        # What was created has no other mode afterwards than what was there.
        letter = "r" if both and self._letter == "w" else self._letter
        return f"{letter}b+" if both else f"{letter}b"

    @property
    def closefd(self):
        """Whether close() closes the descriptor."""
        return self._closefd

    @property
    def closed(self):
        """Whether the file is closed."""
        return self._fd < 0

    def __repr__(self):
        cls = f"{type(self).__module__}.{type(self).__qualname__}"
        if self._fd < 0:
            return f"<{cls} [closed]>"
        try:
            name = self.name
        except AttributeError:
            return f"<{cls} fd={self._fd} mode={self.mode!r} closefd={self._closefd}>"
        return f"<{cls} name={name!r} mode={self.mode!r} closefd={self._closefd}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def _dealloc_warn(self, source):
        if self._fd >= 0 and self._closefd:
            import warnings
            warnings.warn(f"unclosed file {source!r}", ResourceWarning, stacklevel=2, source=source)

    def _open(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed file")
        return self._fd

    def _reading(self):
        fd = self._open()
        if not self._readable:
            raise UnsupportedOperation("File not open for reading")
        return fd

    def close(self):
        """Close the file."""
        fd, closes = self._fd, self.__dict__.get("_closefd", True)
        if not closes:
            self._fd = -1
            return
        try:
            super().close()
        finally:
            self._fd = -1
            if fd >= 0:
                _os.file_close(fd)

    def read(self, size=-1, /):
        """Read at most `size` bytes, with one call."""
        fd = self._reading()
        size = -1 if size is None else size.__index__()
        return self.readall() if size < 0 else _os.file_read(fd, size)

    def readall(self):
        """Read all that is left."""
        fd, parts = self._reading(), []
        while piece := _os.file_read(fd, 1 << 16):
            parts.append(piece)
        return b"".join(parts)

    def readinto(self, buffer, /):
        """Read into a buffer, and return how many bytes."""
        fd = self._reading()
        view = _writable(buffer, "readinto")
        data = _os.file_read(fd, len(view))
        view[:len(data)] = data
        return len(data)

    def write(self, b, /):
        """Write the bytes, and return how many were written."""
        fd = self._open()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")
        if self._letter == "a":
            _os.file_seek(fd, 0, 2)
        return _os.file_write(fd, _bytes(b))

    def seek(self, pos, whence=0, /):
        """Change the position, and return it."""
        if isinstance(pos, float):
            raise TypeError("an integer is required")
        return _os.file_seek(self._open(), pos, whence)

    def tell(self):
        """The position."""
        return _os.file_seek(self._open(), 0, 1)

    def truncate(self, size=None, /):
        """Cut the file at the position, or at a size; the position stays."""
        fd = self._open()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")
        if size is None:
            size = self.tell()
        _os.file_resize(fd, size)
        return size

    def seekable(self):
        """Return whether the position can be changed."""
        fd = self._open()
        if self._seekable is None:
            try:
                _os.file_seek(fd, 0, 1)
                self._seekable = True
            except OSError:
                self._seekable = False
        return self._seekable

    def readable(self):
        """Return whether the file was opened for reading."""
        self._open()
        return self._readable

    def writable(self):
        """Return whether the file was opened for writing."""
        self._open()
        return self._writable

    def fileno(self):
        """Return the file descriptor."""
        return self._open()

    def isatty(self):
        """Return whether this is a terminal."""
        self._open()
        return False


def _amount(value):
    """How much to read: None and negatives mean all."""
    if value is None:
        return -1
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"argument should be integer or None, not '{type(value).__name__}'")
    return value.__index__()


def _bytes(b):
    """The bytes of an argument that must be bytes-like."""
    if isinstance(b, bytes):
        return b
    try:
        return bytes(memoryview(b))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(b).__name__}'") from None


def _writable(buffer, name):
    """The bytes of an argument that can be written to."""
    try:
        view = memoryview(buffer)
        if not view.readonly:
            return view.cast("B")
    except TypeError:
        pass
    raise TypeError(f"{name}() argument must be read-write bytes-like object, not {type(buffer).__name__}")


def open_code(path):
    """Open a file with code to be run, for reading."""
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2, /):
    """The encoding to use where none was given."""
    return "locale" if encoding is None else encoding


def _open(file, mode, buffering, encoding, errors, newline, closefd, opener):
    """open() of whatever is no plain text file: the mode has been looked at."""
    binary, updating = "b" in mode, "+" in mode
    if not isinstance(buffering, int):
        raise TypeError(f"'{type(buffering).__name__}' object cannot be interpreted as an integer")
    if binary and buffering == 1:
        import warnings
        warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be "
                      "used", RuntimeWarning, stacklevel=2)
        buffering = -1
    raw = FileIO(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    result = raw
    try:
        lines = buffering == 1
        if buffering < 0 or lines:
            buffering = raw._blksize
        if buffering == 0:
            if binary:
                return raw
            raise ValueError("can't have unbuffered text I/O")
        if updating:
            kind = BufferedRandom
        else:
            kind = BufferedReader if "r" in mode else BufferedWriter
        result = buffer = kind(raw, buffering)
        if binary:
            return buffer
        result = text = TextIOWrapper(buffer, encoding, errors, newline, lines)
        text.mode = mode
        return text
    except:
        result.close()
        raise


from _io_buffered import BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter
from _io_memory import BytesIO, StringIO
from _io_text import IncrementalNewlineDecoder, TextIOWrapper

for _class in (BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, BytesIO, StringIO,
               IncrementalNewlineDecoder, TextIOWrapper):
    _class.__module__ = "_io"
del _class
