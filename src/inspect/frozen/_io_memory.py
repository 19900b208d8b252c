"""Streams in memory: BytesIO and StringIO."""

from _io import _BufferedIOBase, _TextIOBase, _amount, _bytes, _writable


def _place(value):
    """An int, of an argument that may not be a float."""
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


class BytesIO(_BufferedIOBase):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._data = bytearray()
        self._at = 0
        self._lent = False
        return self

    def __init__(self, initial_bytes=b""):
        self._lendable()
        self._data = bytearray() if initial_bytes is None else bytearray(_bytes(initial_bytes))
        self._at = 0

    def __del__(self):
        # There is nothing to close, unless a subclass has something.
        if type(self) is not BytesIO:
            super().__del__()

    def _open(self):
        if self._data is None:
            raise ValueError("I/O operation on closed file.")
        return self._data

    def _lendable(self):
        """BufferError while somebody looks at the bytes."""
        if self._lent:
            self._data.append(0)
            del self._data[-1]
            self._lent = False

    @property
    def closed(self):
        """Whether the stream is closed."""
        return self._data is None

    def close(self):
        """Give up the bytes."""
        if self._data is not None:
            self._lendable()
        self._data = None

    def readable(self):
        """Return True, while open."""
        self._open()
        return True

    seekable = writable = readable

    def isatty(self):
        """Return False."""
        self._open()
        return False

    def flush(self):
        """Does nothing."""
        self._open()

    def getvalue(self):
        """All the bytes."""
        return bytes(self._open())

    def getbuffer(self):
        """A view of the bytes that they can be changed through."""
        data = self._open()
        self._lent = True
        return memoryview(data)

    def tell(self):
        """The position."""
        self._open()
        return self._at

    def seek(self, pos, whence=0, /):
        """Change the position, and return it."""
        data, pos, whence = self._open(), _place(pos), _place(whence)
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        at = pos + (0, self._at, len(data))[whence]
        if at >= 1 << 63:
            raise OverflowError("new position too large")
        self._at = max(0, at)
        return self._at

    def read(self, size=-1, /):
        """Read up to `size` bytes, or all."""
        data, size = self._open(), _amount(size)
        at = self._at
        end = len(data) if size < 0 else at + size
        piece = bytes(data[at:end])
        self._at = at + len(piece)
        return piece

    def read1(self, size=-1, /):
        """The same as read()."""
        return self.read(size)

    def readline(self, size=-1, /):
        """Read a line."""
        data, size = self._open(), _amount(size)
        at = self._at
        end = data.find(b"\n", at) + 1 or len(data)
        if size >= 0:
            end = min(end, at + size)
        piece = bytes(data[at:end])
        self._at = at + len(piece)
        return piece

    def readlines(self, size=None, /):
        """Read the lines into a list."""
        size, lines, total = _amount(size), [], 0
        while line := self.readline():
            lines.append(line)
            total += len(line)
            if 0 < size <= total:
                break
        return lines

    def readinto(self, buffer, /):
        """Read into a buffer, and return how many bytes."""
        self._open()
        view = _writable(buffer, "readinto")
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, b, /):
        """Write the bytes, and return how many."""
        data = self._open()
        self._lendable()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = _bytes(b)
        if self._data is not data:
            self._open()
        at = self._at
        if b:
            if at > len(data):
                data += bytes(at - len(data))
            data[at:at + len(b)] = b
            self._at = at + len(b)
        return len(b)

    def writelines(self, lines, /):
        """Write every item."""
        self._open()
        for line in lines:
            self.write(line)

    def truncate(self, size=None, /):
        """Cut at the position, or at a size; the position stays."""
        data = self._open()
        self._lendable()
        size = self._at if size is None else _amount(size)
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del data[size:]
        return size

    def __getstate__(self):
        data = self.getvalue()
        return data, self._at, self._own_attributes()

    def _own_attributes(self):
        own = {k: v for k, v in self.__dict__.items() if k not in ("_data", "_at", "_lent")}
        return own or None

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) < 3:
            raise TypeError(f"{type(self).__name__}.__setstate__ argument should be 3-tuple, got "
                            f"{type(state).__name__}")
        self._lendable()
        data, at, own = state[:3]
        BytesIO.__init__(self, data)
        if not isinstance(at, int):
            raise TypeError(f"second item of state must be an integer, not {type(at).__name__}")
        if at < 0:
            raise ValueError("position value cannot be negative")
        if own is not None and not isinstance(own, dict):
            raise TypeError(f"third item of state should be a dict, got a {type(own).__name__}")
        self._at = at
        self.__dict__.update(own or {})

    def __sizeof__(self):
        return _BYTES_SIZE + (0 if self._data is None else len(self._data))


# What CPython's takes, without the bytes.
_BYTES_SIZE = 97


class StringIO(_TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    _HIDDEN = frozenset(("_parts", "_size", "_at", "_closed", "_newline", "_decoder"))

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        # The text so far: pieces to be joined, and how long they are together.
        self._parts, self._size, self._at, self._closed = [], 0, 0, False
        self._newline, self._decoder = "\n", None
        return self

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._parts, self._size, self._at, self._closed = [], 0, 0, False
        self._newline, self._decoder = newline, None
        if not newline:
            from _io import IncrementalNewlineDecoder
            self._decoder = IncrementalNewlineDecoder(None, newline is None)
        if initial_value:
            self.write(initial_value)
            self._at = 0

    def _open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    @property
    def closed(self):
        """Whether the stream is closed."""
        return self._closed

    @property
    def line_buffering(self):
        """False."""
        self._open()
        return False

    @property
    def newlines(self):
        """Line ends translated so far."""
        self._open()
        return self._decoder.newlines if self._decoder else None

    def close(self):
        """Give up the text."""
        self._closed = True
        self._parts = []

    def readable(self):
        """Return True, while open."""
        self._open()
        return True

    seekable = writable = readable

    def getvalue(self):
        """The whole text."""
        self._open()
        if len(self._parts) != 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0]

    def tell(self):
        """The position."""
        self._open()
        return self._at

    def seek(self, pos, whence=0, /):
        """Change the position, and return it."""
        self._open()
        pos, whence = _place(pos), _place(whence)
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        if pos >= 1 << 63:
            raise OverflowError("cannot fit 'int' into an index-sized integer")
        self._at = (pos, self._at, self._size)[whence]
        return self._at

    def read(self, size=-1, /):
        """Read up to `size` characters, or all."""
        self._open()
        size, at = _amount(size), self._at
        value = self.getvalue()
        piece = value[at:] if size < 0 else value[at:at + size]
        self._at = at + len(piece)
        return piece

    def readline(self, size=-1, /):
        """Read a line."""
        self._open()
        size, at, value = _amount(size), self._at, self.getvalue()
        if self._newline == "":
            # Any line end ends a line.
            end = len(value)
            for mark in ("\n", "\r"):
                if (found := value.find(mark, at, end)) >= 0:
                    end = found + 1 + (mark == "\r" and value[found + 1:found + 2] == "\n")
        else:
            mark = self._newline or "\n"
            found = value.find(mark, at)
            end = len(value) if found < 0 else found + len(mark)
        if size >= 0:
            end = min(end, at + size)
        piece = value[at:end]
        self._at = at + len(piece)
        return piece

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, s, /):
        """Write the text, and return its length."""
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._open()
        length = len(s)
        if self._decoder is not None:
            s = self._decoder.decode(s)
        if self._newline in ("\r", "\r\n"):
            s = s.replace("\n", self._newline)
        if not s:
            return length
        size, at = self._size, self._at
        if at == size:
            self._parts.append(s)
            self._size = self._at = at + len(s)
        else:
            value = self.getvalue().ljust(at, "\0")
            value = value[:at] + s + value[at + len(s):]
            self._parts, self._size, self._at = [value], len(value), at + len(s)
        return length

    def truncate(self, size=None, /):
        """Cut at the position, or at a size; the position stays."""
        self._open()
        size = self._at if size is None else _amount(size)
        if size < 0:
            raise ValueError(f"Negative size value {size}")
        if size < self._size:
            self._parts = [self.getvalue()[:size]]
            self._size = size
        return size

    def __getstate__(self):
        self._open()
        own = {k: v for k, v in self.__dict__.items() if k not in self._HIDDEN}
        return self.getvalue(), self._newline, self._at, own or None

    def __setstate__(self, state):
        self._open()
        if not isinstance(state, tuple) or len(state) < 4:
            raise TypeError(f"{type(self).__name__}.__setstate__ argument should be 4-tuple, got "
                            f"{type(state).__name__}")
        value, newline, at, own = state[:4]
        if not isinstance(value, str):
            raise TypeError(f"first item of state must be a str, got {type(value).__name__}")
        # Line ends have been translated already.
        StringIO.__init__(self, "", newline)
        self._parts, self._size = [value], len(value)
        if not isinstance(at, int):
            raise TypeError(f"third item of state must be an integer, got {type(at).__name__}")
        if at < 0:
            raise ValueError("position value cannot be negative")
        if own is not None and not isinstance(own, dict):
            raise TypeError(f"fourth item of state should be a dict, got a {type(own).__name__}")
        self._at = at
        self.__dict__.update(own or {})
