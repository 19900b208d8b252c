"""Text over a buffer of bytes: line ends, and the wrapper that decodes and encodes."""

from _io import UnsupportedOperation, _TextIOBase

_SEEN = {0: None, 1: "\r", 2: "\n", 3: ("\r", "\n"), 4: "\r\n", 5: ("\r", "\r\n"), 6: ("\n", "\r\n"),
         7: ("\r", "\n", "\r\n")}
_CR, _LF, _CRLF = 1, 2, 4


def _as_int(value):
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


class IncrementalNewlineDecoder:
    """Decodes piece by piece, and makes every line end a newline; tells which there were."""

    _ready = False

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self.errors = errors
        self._pending = False
        self._seen = 0
        self._ready = True

    def decode(self, input, final=False):
        """Text of a piece; a carriage return at its end waits for what follows."""
        if not self._ready:
            raise ValueError("IncrementalNewlineDecoder.__init__() not called")
        text = input if self._decoder is None else self._decoder.decode(input, final)
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        if self._pending and (text or final):
            text = "\r" + text
            self._pending = False
        if not final and text.endswith("\r"):
            text = text[:-1]
            self._pending = True
        pairs = text.count("\r\n")
        if pairs:
            self._seen |= _CRLF
        if text.count("\r") > pairs:
            self._seen |= _CR
        if text.count("\n") > pairs:
            self._seen |= _LF
        if self._translate and self._seen & (_CR | _CRLF):
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self):
        """Bytes not decoded yet, and flags."""
        if not self._ready:
            raise ValueError("IncrementalNewlineDecoder.__init__() not called")
        data, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return data, flag << 1 | self._pending

    def setstate(self, state):
        """Take it to a state that getstate() gave."""
        if not self._ready:
            raise ValueError("IncrementalNewlineDecoder.__init__() not called")
        data, flag = state
        self._pending = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flag >> 1))

    def reset(self):
        """Begin anew."""
        if not self._ready:
            raise ValueError("IncrementalNewlineDecoder.__init__() not called")
        self._seen, self._pending = 0, False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        """The line ends there were."""
        return _SEEN[self._seen]


class _WithNatives(type):
    """Files opened as plain text are of a native type: instances all the same."""

    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or cls is TextIOWrapper and type(instance) is _native


class TextIOWrapper(_TextIOBase, metaclass=_WithNatives):
    """Character and line based stream over a buffered binary stream."""

    _CHUNK_SIZE = 8192
    _buffer = None
    _state = "uninitialized"
    _pending, _pending_size = (), 0

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._state = "uninitialized"
        _check_newline(newline)
        if encoding is not None and not isinstance(encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        if encoding is None:
            encoding = "utf-8"
        elif encoding == "locale":
            encoding = "utf-8"
        if "\0" in encoding:
            raise ValueError("embedded null character")
        encoding.encode()
        info = _text_codec(encoding)
        if errors is None:
            errors = "strict"
        elif not isinstance(errors, str):
            raise TypeError(f"TextIOWrapper() argument 'errors' must be str or None, not {type(errors).__name__}")
        else:
            _check_handler(errors)
        self._buffer = buffer
        self._encoding, self._errors, self._info = encoding, errors, info
        self._line_buffering, self._write_through = bool(line_buffering), bool(write_through)
        self._set_newline(newline)
        self._decoder = self._encoder = None
        # Text decoded ahead, how much of it has been read; the state before it and the bytes it was made of.
        self._text, self._used, self._snapshot = "", 0, None
        self._pending, self._pending_size = [], 0
        self._seekable = self._telling = buffer.seekable()
        self._state = "ready"
        self._make_coders()

    def _set_newline(self, newline):
        self._universal = not newline
        self._translate = newline is None
        self._ending = newline
        self._written = newline if newline in ("\r", "\r\n") else None

    def _make_coders(self):
        buffer = self._buffer
        if buffer.readable():
            decoder = self._info.incrementaldecoder(self._errors)
            self._decoder = IncrementalNewlineDecoder(decoder, self._translate) if self._universal else decoder
        if buffer.writable():
            self._encoder = self._info.incrementalencoder(self._errors)
            if self._seekable and buffer.tell():
                # What follows is no beginning: no byte order mark.
                try:
                    self._encoder.setstate(0)
                except LookupError:
                    pass

    def _below(self):
        if self._state != "ready":
            raise ValueError("underlying buffer has been detached" if self._state == "detached"
                             else "I/O operation on uninitialized object")
        return self._buffer

    def _started(self):
        if self._state == "uninitialized":
            self._below()

    def _open(self):
        buffer = self._below()
        if buffer.closed:
            raise ValueError("I/O operation on closed file.")
        return buffer

    # --- what is known of it

    @property
    def buffer(self):
        """The buffered stream below."""
        self._below()
        return self._buffer

    @property
    def encoding(self):
        """The name of the encoding."""
        self._started()
        return self._encoding

    @property
    def errors(self):
        """The error handler's name."""
        self._started()
        return self._errors

    @property
    def newlines(self):
        """Line ends translated so far."""
        self._below()
        return getattr(self._decoder, "newlines", None)

    @property
    def line_buffering(self):
        """Whether every line is flushed."""
        self._started()
        return self._line_buffering

    @property
    def write_through(self):
        """Whether nothing is kept here before it goes to the buffer."""
        self._started()
        return self._write_through

    @property
    def name(self):
        """The buffer's name."""
        return self._below().name

    @property
    def closed(self):
        """Whether the buffer is closed."""
        return self._below().closed

    def __repr__(self):
        if self._state == "uninitialized":
            self._below()
        parts = [f"<{type(self).__module__}.{type(self).__qualname__}"]
        for attribute in ("name", "mode"):
            try:
                value = getattr(self, attribute)
            except (AttributeError, ValueError):
                continue
            if self.__dict__.get("_busy"):
                raise RuntimeError(f"reentrant call inside {type(self).__module__}.{type(self).__qualname__}.__repr__")
            self._busy = True
            try:
                parts.append(f"{attribute}={value!r}")
            finally:
                del self._busy
        return f"{' '.join(parts)} encoding={self._encoding!r}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def fileno(self):
        """The buffer's file descriptor."""
        return self._below().fileno()

    def isatty(self):
        """Whether the buffer is a terminal."""
        return self._below().isatty()

    def readable(self):
        """Whether the buffer is readable."""
        return self._below().readable()

    def writable(self):
        """Whether the buffer is writable."""
        return self._below().writable()

    def seekable(self):
        """Whether the buffer is seekable."""
        return self._below().seekable()

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None):
        """Accept new settings; a new encoding only while nothing has been read."""
        self._below()
        coding = encoding is not None or errors is not None or newline is not ...
        if self._snapshot_taken() and coding:
            raise UnsupportedOperation(
                "It is not possible to set the encoding or newline of stream after the first read")
        if newline is not ...:
            _check_newline(newline)
        for name, value in (("encoding", encoding), ("errors", errors)):
            if value is not None and not isinstance(value, str):
                raise TypeError(f"reconfigure() argument '{name}' must be str or None, not {type(value).__name__}")
        info = self._info
        if encoding is None:
            errors = self._errors if errors is None else errors
            encoding = self._encoding
        else:
            encoding = "utf-8" if encoding == "locale" else encoding
            encoding.encode()
            if "\0" in encoding:
                raise LookupError("unknown encoding: " + encoding.split("\0")[0])
            info = _text_codec(encoding)
            errors = "strict" if errors is None else errors
        _check_handler(errors)
        line_buffering = self._line_buffering if line_buffering is None else bool(_truth(line_buffering))
        write_through = self._write_through if write_through is None else bool(_truth(write_through))
        self.flush()
        if coding:
            self._encoding, self._errors, self._info = encoding, errors, info
            if newline is not ...:
                self._set_newline(newline)
            self._make_coders()
        self._line_buffering, self._write_through = line_buffering, write_through

    def _snapshot_taken(self):
        return self._decoder is not None and self._snapshot is not None

    def detach(self):
        """Write what is kept, and give up the buffer."""
        self.flush()
        buffer, self._buffer, self._state = self._buffer, None, "detached"
        return buffer

    def close(self):
        """Write what is kept, and close both."""
        buffer = self._below()
        if buffer.closed:
            return
        try:
            self.flush()
        except BaseException as error:
            try:
                buffer.close()
            except BaseException as second:
                if second.__context__ is None:
                    second.__context__ = error
                raise
            raise
        buffer.close()

    def _dealloc_warn(self, source):
        warn = getattr(self._buffer, "_dealloc_warn", None)
        if warn is not None:
            warn(source)

    # --- writing

    def write(self, s, /):
        """Write the text, and return its length."""
        self._below()
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        self._open()
        if self._encoder is None:
            raise UnsupportedOperation("not writable")
        length, flush = len(s), False
        ends = (self._write_line_ends() or self._line_buffering) and "\n" in s
        if self._line_buffering and (ends or "\r" in s):
            flush = True
        if ends and self._write_line_ends():
            s = s.replace("\n", self._write_line_ends())
        data = self._encoder.encode(s)
        if not isinstance(data, bytes):
            raise TypeError(f"encoder should return a bytes object, not '{type(data).__name__}'")
        # Writing may have led to more writing here.
        while self._pending and self._pending_size + len(data) > self._CHUNK_SIZE:
            self._write_pending()
        self._pending.append(data)
        self._pending_size += len(data)
        if self._pending_size >= self._CHUNK_SIZE or flush or self._write_through:
            self._write_pending()
        if flush:
            self._buffer.flush()
        if self._snapshot is not None:
            self._set_text("")
            self._snapshot = None
        if self._decoder is not None:
            self._decoder.reset()
        return length

    def _write_line_ends(self):
        return self._written

    def _write_pending(self):
        if self._pending:
            data = b"".join(self._pending)
            self._pending, self._pending_size = [], 0
            self._buffer.write(data)

    def flush(self):
        """Write what is kept, here and in the buffer."""
        self._open()
        self._telling = self._seekable
        self._write_pending()
        return self._buffer.flush()

    # --- reading

    def _set_text(self, text):
        self._text, self._used = text, 0

    def _take(self, n=None):
        start = self._used
        text = self._text[start:] if n is None else self._text[start:start + n]
        self._used = start + len(text)
        return text

    def _read_chunk(self, hint=0):
        """Decode some more; whether there was any."""
        if self._decoder is None:
            raise UnsupportedOperation("not readable")
        if self._telling:
            state = self._decoder.getstate()
            if not isinstance(state, tuple):
                raise TypeError("illegal decoder state")
            if len(state) != 2 or not isinstance(state[0], bytes):
                raise TypeError("illegal decoder state: the first item should be a bytes object")
            kept, flags = state
        size = max(self._CHUNK_SIZE, hint)
        read = "read1" if hasattr(self._buffer, "read1") else "read"
        data = getattr(self._buffer, read)(size)
        try:
            memoryview(data)
        except TypeError:
            raise TypeError(f"underlying {read}() should have returned a bytes-like object, "
                            f"not '{type(data).__name__}'") from None
        end = not len(data)
        text = self._decoder.decode(data, end)
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        self._set_text(text)
        if self._telling:
            self._snapshot = flags, kept + bytes(data)
        return not end or bool(text)

    def read(self, size=-1, /):
        """Read up to `size` characters, or all."""
        self._below()
        size = -1 if size is None else _as_int(size)
        self._open()
        if self._decoder is None:
            raise UnsupportedOperation("not readable")
        self._write_pending()
        if size < 0:
            data = self._buffer.read()
            text = self._decoder.decode(data, True)
            if not isinstance(text, str):
                raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
            text = self._take() + text
            if self._snapshot is not None:
                self._set_text("")
                self._snapshot = None
            return text
        parts = [self._take(size)]
        missing = size - len(parts[0])
        while missing > 0 and self._read_chunk(missing):
            parts.append(self._take(missing))
            missing -= len(parts[-1])
        return "".join(parts)

    def readline(self, size=-1, /):
        """Read a line, at most `size` characters of it."""
        self._below()
        size = -1 if size is None else _as_int(size)
        self._open()
        if self._decoder is None:
            raise UnsupportedOperation("not readable")
        self._write_pending()
        line, at = self._take(), 0
        while True:
            end = self._line_end(line, at)
            if end:
                break
            at = max(0, len(line) - 1)
            if 0 <= size <= len(line):
                end = size
                break
            # The text taken so far may be all that this chunk had.
            if not self._read_chunk():
                self._set_text("")
                self._snapshot = None
                return line
            line += self._take()
        if 0 <= size < end:
            end = size
        self._used -= len(line) - end
        if self._used < 0:
            # Part of it was decoded with an earlier chunk.
            self._text, self._used = line[end:], 0
            self._snapshot = None if not self._telling else self._snapshot
        return line[:end]

    def _line_end(self, line, at):
        """Behind the first line end from `at`; 0 if there is none."""
        if self._translate:
            return line.find("\n", at) + 1
        if self._universal:
            newline, back = line.find("\n", at), line.find("\r", at)
            if back < 0 or 0 <= newline < back:
                return newline + 1
            return back + 2 if newline == back + 1 else back + 1
        ending = self._ending
        found = line.find(ending, at)
        return found + len(ending) if found >= 0 else 0

    def __iter__(self):
        self._open()
        return self

    def __next__(self):
        self._below()
        self._telling = False
        line = self.readline()
        if not line:
            self._snapshot = None
            self._telling = self._seekable
            raise StopIteration
        return line

    # --- positions

    def tell(self):
        """The position, as a number for seek() alone: where decoding can begin again, and how to go on."""
        buffer = self._open()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        position = buffer.tell()
        decoder = self._decoder
        if decoder is None or self._snapshot is None:
            return position
        flags, data = self._snapshot
        position -= len(data)
        if self._used == 0:
            return _cookie(position, flags)
        # Decode what was decoded again, byte by byte, to the last point before which nothing is kept.
        saved = decoder.getstate()
        try:
            self._begin_decoding(position, flags)
            start, start_flags, fed, chars, end = position, flags, 0, 0, 0
            wanted = self._used
            for i in range(len(data)):
                fed += 1
                chars += len(decoder.decode(data[i:i + 1]))
                kept, now = decoder.getstate()
                if not kept and chars <= wanted:
                    start += fed
                    wanted -= chars
                    start_flags, fed, chars = now, 0, 0
                if chars >= wanted:
                    break
            else:
                chars += len(decoder.decode(b"", True))
                end = 1
                if chars < wanted:
                    raise OSError("can't reconstruct logical file position")
            return _cookie(start, start_flags, fed, end, wanted)
        finally:
            decoder.setstate(saved)

    def seek(self, cookie, whence=0, /):
        """Go to a place that tell() gave, to the beginning or the end."""
        buffer = self._open()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            self._set_text("")
            self._snapshot = None
            if self._decoder is not None:
                self._decoder.reset()
            position = buffer.seek(0, 2)
            self._reset_encoder(position)
            return position
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self.flush()
        position, flags, feed, end, skip = _parts(cookie)
        buffer.seek(position)
        self._set_text("")
        self._snapshot = None
        decoder = self._decoder
        if decoder is not None:
            self._begin_decoding(position, flags)
            self._snapshot = flags, b""
            if skip:
                data = buffer.read(feed)
                self._set_text(decoder.decode(data, bool(end)))
                self._snapshot = flags, data
                if len(self._text) < skip:
                    raise OSError("can't restore logical file position")
                self._used = skip
        self._reset_encoder(cookie)
        return cookie

    def _begin_decoding(self, position, flags):
        if position or flags:
            self._decoder.setstate((b"", flags))
        else:
            self._decoder.reset()

    def _reset_encoder(self, position):
        if self._encoder is None:
            return
        if position:
            self._encoder.setstate(0)
        else:
            self._encoder.reset()

    def truncate(self, pos=None, /):
        """Cut the buffer's file."""
        self.flush()
        return self._buffer.truncate() if pos is None else self._buffer.truncate(pos)


_FIELDS = 64


def _cookie(position, flags=0, feed=0, end=0, skip=0):
    return position | flags << _FIELDS | feed << 2 * _FIELDS | skip << 3 * _FIELDS | bool(end) << 4 * _FIELDS


def _parts(cookie):
    mask = (1 << _FIELDS) - 1
    position, flags, feed, skip = (cookie >> i * _FIELDS & mask for i in range(4))
    return position, flags, feed, cookie >> 4 * _FIELDS, skip


def _truth(value):
    value = _as_int(value)
    if not -1 << 31 <= value < 1 << 31:
        raise OverflowError("Python int too large to convert to C int")
    return value


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"TextIOWrapper() argument 'newline' must be str or None, not {type(newline).__name__}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline}")


def _check_handler(errors):
    errors.encode()
    if "\0" in errors:
        raise ValueError("embedded null character")
    from _codecs import lookup_error
    lookup_error(errors)


def _text_codec(encoding):
    import codecs
    info = codecs.lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs")
    return info


def _native_type():
    import sys
    return type(sys.__stdout__)


_native = _native_type()
