"""Buffers over raw streams: for reading, for writing, for both.

One class does the work, the others choose directions. Invariant: bytes read ahead and bytes to be written are
never there at the same time.
"""

import errno
from _io import DEFAULT_BUFFER_SIZE, UnsupportedOperation, _BufferedIOBase, _amount, _bytes, _writable


class _Buffered(_BufferedIOBase):
    _raw = None
    _ready = _detached = False
    _ahead, _used, _waiting = b"", 0, b""
    _finalizing = _busy = False

    def _start(self, raw, buffer_size):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        self._size = buffer_size
        self._ahead, self._used = b"", 0
        self._waiting = bytearray()
        self._ready, self._detached = True, False

    def _below(self):
        """The raw stream, if there is one."""
        if not self._ready:
            raise ValueError("raw stream has been detached" if self._detached
                             else "I/O operation on uninitialized object")
        return self._raw

    def _check_open(self, what):
        if self._below().closed:
            raise ValueError(f"{what} of closed file" if what != "write" else "write to closed file")

    # --- what is the raw stream's

    @property
    def raw(self):
        """The raw stream."""
        return self._raw

    @property
    def closed(self):
        """Whether the stream is closed."""
        return self._below().closed

    @property
    def name(self):
        """The raw stream's name."""
        return self._below().name

    @property
    def mode(self):
        """The raw stream's mode."""
        return self._below().mode

    def fileno(self):
        """The raw stream's file descriptor."""
        return self._below().fileno()

    def isatty(self):
        """Whether the raw stream is a terminal."""
        return self._below().isatty()

    def seekable(self):
        """Whether the raw stream is seekable."""
        return self._below().seekable()

    def __repr__(self):
        cls = f"{type(self).__module__}.{type(self).__qualname__}"
        try:
            name = self.name
        except (AttributeError, ValueError):
            return f"<{cls}>"
        if self._busy:
            raise RuntimeError(f"reentrant call inside {cls}.__repr__")
        self._busy = True
        try:
            return f"<{cls} name={name!r}>"
        finally:
            self._busy = False

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def _dealloc_warn(self, source):
        if self._ready:
            warn = getattr(self._raw, "_dealloc_warn", None)
            if warn is not None:
                warn(source)

    def detach(self):
        """Write what is buffered, and give up the raw stream."""
        raw = self._below()
        self.flush()
        self._raw, self._ready, self._detached = None, False, True
        return raw

    def close(self):
        """Write what is buffered, and close both."""
        raw = self._below()
        if raw.closed:
            return
        try:
            self.flush()
        except BaseException as error:
            try:
                raw.close()
            except BaseException as second:
                if second.__context__ is None:
                    second.__context__ = error
                raise
            raise
        raw.close()

    # --- reading

    def _read_raw(self, size):
        """One read of the raw stream; None if nothing is there yet."""
        buffer = bytearray(size)
        n = self._raw.readinto(memoryview(buffer))
        if n is None:
            return None
        try:
            n = n.__index__()
        except (AttributeError, TypeError) as e:
            raise OSError("raw readinto() failed") from TypeError(
                f"'{type(n).__name__}' object cannot be interpreted as an integer")
        if not 0 <= n <= size:
            raise OSError(f"raw readinto() returned invalid length {n} (should have been between 0 and {size})")
        return bytes(buffer[:n])

    def _fill(self):
        """More bytes behind those read ahead; whether there are any, None if not yet."""
        piece = self._read_raw(self._size)
        if not piece:
            return piece
        self._ahead = self._ahead[self._used:] + piece
        self._used = 0
        return piece

    def _take(self, n):
        start = self._used
        self._used = min(start + n, len(self._ahead))
        return self._ahead[start:self._used]

    def _flush_before_reading(self):
        if self._waiting:
            self._write_out()

    def read(self, size=-1, /):
        """Read up to `size` bytes, with as many calls of the raw stream as it takes; or all."""
        self._below()
        size = _amount(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._check_open("read")
        self._flush_before_reading()
        if size == -1:
            return self._read_all()
        if size <= len(self._ahead) - self._used:
            return self._take(size)
        parts = [self._take(len(self._ahead))]
        missing = size - len(parts[0])
        self._ahead, self._used = b"", 0
        while missing > 0:
            # Whole buffers go straight to the caller.
            step = missing - missing % self._size
            if step:
                piece = self._read_raw(step)
                if piece:
                    parts.append(piece)
                    missing -= len(piece)
            else:
                piece = self._fill()
                if piece:
                    parts.append(self._take(missing))
                    missing -= len(parts[-1])
            if not piece:
                got = b"".join(parts)
                return None if piece is None and not got else got
        return b"".join(parts)

    def _read_all(self):
        head = self._take(len(self._ahead))
        self._ahead, self._used = b"", 0
        readall = getattr(self._raw, "readall", None)
        if readall is not None:
            rest = readall()
            if rest is not None and not isinstance(rest, bytes):
                raise TypeError("readall() should return bytes")
            return head + rest if rest else head if head or rest is not None else None
        parts = [head]
        while True:
            piece = self._raw.read()
            if piece is not None and not isinstance(piece, bytes):
                raise TypeError("read() should return bytes")
            if not piece:
                got = b"".join(parts)
                return got if got or piece is not None else None
            parts.append(piece)

    def read1(self, size=-1, /):
        """Read up to `size` bytes, with at most one call of the raw stream."""
        self._below()
        size = _amount(size)
        self._check_open("read")
        self._flush_before_reading()
        if size < 0:
            size = self._size
        if size == 0:
            return b""
        if self._used < len(self._ahead):
            return self._take(size)
        return self._read_raw(size) or b""

    def _read_to(self, buffer, once):
        self._below()
        view = _writable(buffer, "readinto1" if once else "readinto")
        self._check_open("readinto")
        self._flush_before_reading()
        done, wanted = 0, len(view)
        while done < wanted:
            piece = self._take(wanted - done)
            if not piece:
                if wanted - done >= self._size:
                    n = self._raw.readinto(view[done:])
                    if n is not None and not 0 <= n <= wanted - done:
                        raise OSError(f"raw readinto() returned invalid length {n} (should have been between 0 and "
                                      f"{wanted - done})")
                    if not n:
                        return done if done or n is not None else None
                    done += n
                    if once:
                        break
                    continue
                if once and done:
                    break
                got = self._fill()
                if not got:
                    return done if done or got is not None else None
                piece = self._take(wanted - done)
                view[done:done + len(piece)] = piece
                done += len(piece)
                if once:
                    break
                continue
            view[done:done + len(piece)] = piece
            done += len(piece)
        return done

    def readinto(self, buffer, /):
        """Read into a buffer, and return how many bytes."""
        return self._read_to(buffer, False)

    def readinto1(self, buffer, /):
        """As readinto(), with at most one call of the raw stream."""
        return self._read_to(buffer, True)

    def peek(self, size=0, /):
        """The bytes that come next, without going on; at most one call of the raw stream."""
        self._check_open("peek")
        self._flush_before_reading()
        if self._used == len(self._ahead):
            self._ahead, self._used = b"", 0
            self._fill()
        return self._ahead[self._used:]

    def readline(self, size=-1, /):
        """Read a line."""
        self._below()
        size = _amount(size)
        self._check_open("readline")
        self._flush_before_reading()
        parts, left = [], size
        while True:
            end = self._ahead.find(b"\n", self._used) + 1
            n = (end or len(self._ahead)) - self._used
            if 0 <= left <= n:
                parts.append(self._take(left))
                break
            if n:
                parts.append(self._take(n))
                left -= n if left > 0 else 0
            if end or not self._fill():
                break
        return b"".join(parts)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    # --- writing

    def write(self, b, /):
        """Take the bytes, and return how many; what the buffer can't hold goes to the raw stream."""
        self._below()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = _bytes(b)
        self._check_open("write")
        self._unread()
        waiting = self._waiting
        if len(b) <= self._size - len(waiting):
            waiting += b
            return len(b)
        try:
            self._write_out()
        except BlockingIOError as e:
            # What the buffer can still hold is taken nevertheless.
            room = self._size - len(self._waiting)
            self._waiting += b[:room]
            if len(b) <= room:
                return len(b)
            raise BlockingIOError(e.errno, e.strerror, max(room, 0)) from None
        done = 0
        while len(b) - done >= self._size:
            n = self._write_raw(b[done:])
            if n is None:
                rest = b[done:done + self._size]
                self._waiting += rest
                if done + len(rest) < len(b):
                    raise BlockingIOError(errno.EAGAIN, "write could not complete without blocking", done + len(rest))
                return len(b)
            done += n
        self._waiting += b[done:]
        return len(b)

    def _write_raw(self, data):
        n = self._raw.write(data)
        if n is None:
            return None
        if not 0 <= n <= len(data):
            raise OSError(f"raw write() returned invalid length {n} (should have been between 0 and {len(data)})")
        return n

    def _write_out(self):
        while self._waiting:
            n = self._write_raw(bytes(self._waiting))
            if n is None:
                raise BlockingIOError(errno.EAGAIN, "write could not complete without blocking", 0)
            del self._waiting[:n]

    def _unread(self):
        """Take the raw stream back to where reading has come."""
        ahead = len(self._ahead) - self._used
        self._ahead, self._used = b"", 0
        if ahead:
            self._seek_raw(-ahead, 1)

    def flush(self):
        """Write what is buffered."""
        if self._below().closed:
            raise ValueError("flush of closed file")
        self._write_out()
        self._unread_if_seekable()

    def _unread_if_seekable(self):
        pass

    # --- positions

    def _seek_raw(self, offset, whence):
        at = self._raw.seek(offset, whence)
        if at < 0:
            raise OSError(f"Raw stream returned invalid position {at}")
        return at

    def _tell_raw(self):
        at = self._raw.tell()
        if at < 0:
            raise OSError(f"Raw stream returned invalid position {at}")
        return at

    def tell(self):
        """The position."""
        self._below()
        at = self._tell_raw()
        # Devices have no place to be at.
        return max(0, at - (len(self._ahead) - self._used) + len(self._waiting))

    def seek(self, offset, whence=0, /):
        """Change the position, and return it."""
        self._below()
        if whence not in (0, 1, 2, 3, 4):
            raise ValueError(f"whence value {whence} unsupported")
        if self._raw.closed:
            raise ValueError("seek of closed file")
        if not self._raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if not hasattr(type(offset), "__index__"):
            raise TypeError(f"'{type(offset).__name__}' object cannot be interpreted as an integer")
        self._write_out()
        if whence in (0, 1) and self._ahead:
            # Within what was read ahead nothing needs to be done.
            now = self._tell_raw()
            start = now - len(self._ahead)
            to = offset if whence == 0 else start + self._used + offset
            if start <= to <= now:
                self._used = to - start
                return max(0, to)
            if whence == 1:
                offset, whence = to, 0
        at = self._seek_raw(offset, whence)
        self._ahead, self._used = b"", 0
        return at

    def __sizeof__(self):
        return object.__sizeof__(self) + (self._size if self._ready and not self._raw.closed else 0)

    def truncate(self, size=None, /):
        """Cut the file at the position, or at a size."""
        self._below()
        if self._raw.closed:
            raise ValueError("truncate of closed file")
        if not self.writable():
            raise UnsupportedOperation("truncate")
        self._write_out()
        if size is None:
            size = self.tell()
        return self._raw.truncate(size)


def _check(raw, way, word):
    if not getattr(raw, way)():
        raise UnsupportedOperation(f"File or stream is not {word}.")


def _refuse(*names):
    def method(name):
        def refused(self, *args):
            self._unsupported(name)
        refused.__name__ = refused.__qualname__ = name
        return refused
    return {name: method(name) for name in names}


class BufferedReader(_Buffered):
    """A buffer for reading a raw stream."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._ready = self._detached = False
        _check(raw, "readable", "readable")
        self._start(raw, buffer_size)

    def readable(self):
        """Whether the raw stream is readable."""
        return self._below().readable()

    def writable(self):
        """False."""
        return False

    def flush(self):
        """Flush the raw stream."""
        raw = self._below()
        if raw.closed:
            raise ValueError("flush of closed file")
        raw.flush()

    locals().update(_refuse("write"))


class BufferedWriter(_Buffered):
    """A buffer for writing a raw stream."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._ready = self._detached = False
        _check(raw, "writable", "writable")
        self._start(raw, buffer_size)

    def writable(self):
        """Whether the raw stream is writable."""
        return self._below().writable()

    def readable(self):
        """False."""
        return False

    locals().update(_refuse("read", "read1", "readinto", "readinto1", "readline"))
    peek = property(lambda self: self._none("peek"))

    def _none(self, name):
        raise AttributeError(f"'{type(self).__module__}.{type(self).__qualname__}' object has no attribute '{name}'")

    def __next__(self):
        self._unsupported("readline")


class BufferedRandom(_Buffered):
    """A buffer for reading and writing a seekable raw stream."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._ready = self._detached = False
        _check(raw, "seekable", "seekable")
        _check(raw, "readable", "readable")
        _check(raw, "writable", "writable")
        self._start(raw, buffer_size)

    def readable(self):
        """Whether the raw stream is readable."""
        return self._below().readable()

    def writable(self):
        """Whether the raw stream is writable."""
        return self._below().writable()

    def _unread_if_seekable(self):
        self._unread()


class BufferedRWPair(_BufferedIOBase):
    """A buffered reader and a buffered writer in one."""

    reader = writer = None

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        _check(reader, "readable", "readable")
        _check(writer, "writable", "writable")
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def _end(self, name):
        end = getattr(self, name)
        if end is None:
            raise ValueError("I/O operation on uninitialized object")
        return end

    def read(self, size=-1, /):
        """Read from the reader."""
        return self._end("reader").read(size)

    def peek(self, size=0, /):
        """What comes next from the reader."""
        return self._end("reader").peek(size)

    def read1(self, size=-1, /):
        """Read from the reader."""
        return self._end("reader").read1(size)

    def readinto(self, buffer, /):
        """Read from the reader."""
        return self._end("reader").readinto(buffer)

    def readinto1(self, buffer, /):
        """Read from the reader."""
        return self._end("reader").readinto1(buffer)

    def write(self, b, /):
        """Write to the writer."""
        return self._end("writer").write(b)

    def flush(self):
        """Flush the writer."""
        return self._end("writer").flush()

    def readable(self):
        """Whether the reader is readable."""
        return self._end("reader").readable()

    def writable(self):
        """Whether the writer is writable."""
        return self._end("writer").writable()

    def isatty(self):
        """Whether one of both is a terminal."""
        return self._end("writer").isatty() or self._end("reader").isatty()

    @property
    def closed(self):
        """Whether the writer is closed."""
        if self.writer is None:
            raise RuntimeError("the BufferedRWPair object is being garbage-collected")
        return self.writer.closed

    def close(self):
        """Close both; the writer first."""
        try:
            self._end("writer").close()
        except BaseException as error:
            try:
                self._end("reader").close()
            except BaseException as second:
                if second.__context__ is None:
                    second.__context__ = error
                raise
            raise
        self._end("reader").close()
