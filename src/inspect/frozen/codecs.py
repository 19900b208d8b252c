"""Codecs by name, and what codecs are written with: coders that work piece by piece, streams that code as they go."""

import builtins
import sys

from _codecs import *
from _codecs import _handlers as _found_handlers

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE",
           "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader",
           "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder", "getincrementalencoder",
           "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode",
           "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE
BOM32_LE, BOM32_BE, BOM64_LE, BOM64_BE = BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE

strict_errors = _found_handlers["strict"]
ignore_errors = _found_handlers["ignore"]
replace_errors = _found_handlers["replace"]
xmlcharrefreplace_errors = _found_handlers["xmlcharrefreplace"]
backslashreplace_errors = _found_handlers["backslashreplace"]
namereplace_errors = _found_handlers["namereplace"]


class CodecInfo(tuple):
    """What a codec is made of: functions, classes of coders and streams, and its name."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} object for encoding {self.name} at {id(self):#x}>"

    def __getnewargs__(self):
        return tuple(self)


class Codec:
    """A codec without state: encode() and decode() give the result and how much was read."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


# --- piece by piece --------------------------------------------------------------------------------------------

class IncrementalEncoder:
    """Encodes a text that comes in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Begins anew."""

    def getstate(self):
        """The state, as an int."""
        return 0

    def setstate(self, state):
        """Takes the encoder to a state that getstate() gave."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Keeps what the codec has not read yet; _buffer_encode(input, errors, final) does the coding."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        whole = self.buffer + input
        result, length = self._buffer_encode(whole, self.errors, final)
        self.buffer = whole[length:]
        return result

    def reset(self):
        super().reset()
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes bytes that come in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Begins anew."""

    def getstate(self):
        """The state: bytes not decoded yet, and an int."""
        return b"", 0

    def setstate(self, state):
        """Takes the decoder to a state that getstate() gave."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps what the codec has not read yet; _buffer_decode(input, errors, final) does the coding."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        whole = self.buffer + input
        result, length = self._buffer_decode(whole, self.errors, final)
        self.buffer = whole[length:]
        return result

    def reset(self):
        super().reset()
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


# --- streams -----------------------------------------------------------------------------------------------------

class _Wrapper:
    """A stream over another: whatever it lacks is the other's."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.stream.close()

    def __getattr__(self, name):
        if name == "stream":
            raise AttributeError(name)
        return getattr(self.stream, name)

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {type(self).__name__}")


class StreamWriter(_Wrapper, Codec):
    """Encodes what is written to it."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        """Begins anew, after writing what is still kept."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if offset == 0 == whence:
            self.reset()


class StreamReader(_Wrapper, Codec):
    """Decodes what is read from it."""

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.reset()

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def reset(self):
        """Forgets what was read ahead."""
        self.bytebuffer = b""
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def _join_lines(self):
        if self.linebuffer:
            self.charbuffer = self._empty_charbuffer.join(self.linebuffer)
            self.linebuffer = None

    def read(self, size=-1, chars=-1, firstline=False):
        """Some text: `chars` characters of it, or `size`, which is how many bytes to read at once; or all.

        With firstline an error behind the first line is left to the next call.
        """
        self._join_lines()
        size = -1 if size is None else size
        if chars < 0:
            chars = size
        while not 0 <= chars <= len(self.charbuffer):
            new = self.stream.read() if size < 0 else self.stream.read(size)
            data = self.bytebuffer + new
            if not data:
                break
            try:
                text, length = self.decode(data, self.errors)
            except UnicodeDecodeError as e:
                if not firstline:
                    raise
                text, length = self.decode(data[:e.start], self.errors)
                if len(text.splitlines(keepends=True)) <= 1:
                    raise
            self.bytebuffer = data[length:]
            self.charbuffer += text
            if not new:
                break
        text, self.charbuffer = (self.charbuffer, self._empty_charbuffer) if chars < 0 else \
            (self.charbuffer[:chars], self.charbuffer[chars:])
        return text

    def readline(self, size=None, keepends=True):
        """The next line; `size` is how many bytes to read at once."""
        if self.linebuffer:
            line = self.linebuffer.pop(0)
            if len(self.linebuffer) == 1:
                self.charbuffer = self.linebuffer[0]
                self.linebuffer = None
            return line if keepends else line.splitlines(keepends=False)[0]
        line, step = self._empty_charbuffer, size or 72
        while True:
            more = self.read(step, firstline=True)
            # A line end of two characters may have been cut in half.
            if more and more.endswith("\r" if isinstance(more, str) else b"\r"):
                more += self.read(size=1, chars=1)
            line += more
            lines = line.splitlines(keepends=True)
            if len(lines) > 1:
                first, rest = lines[0], lines[1:]
                if len(rest) > 1:
                    rest[-1] += self.charbuffer
                    self.linebuffer, self.charbuffer = rest, None
                else:
                    self.charbuffer = rest[0] + self.charbuffer
                return first if keepends else first.splitlines(keepends=False)[0]
            if lines:
                bare = lines[0].splitlines(keepends=False)[0]
                if bare != lines[0]:
                    return lines[0] if keepends else bare
            if not more or size is not None:
                if line and not keepends:
                    line = line.splitlines(keepends=False)[0]
                return line
            step = min(step * 2, 8000)

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration


class StreamReaderWriter(_Wrapper):
    """Both directions of a stream."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.reader)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if offset == 0 == whence:
            self.writer.reset()


class StreamRecoder(_Wrapper):
    """A stream seen in another encoding: what is read is decoded with one codec and encoded with another."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def _recoded(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self._recoded(self.reader.read(size))

    def readline(self, size=None):
        return self._recoded(self.reader.readline() if size is None else self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self._recoded(self.reader.read()).splitlines(keepends=True)

    def __iter__(self):
        return self

    def __next__(self):
        return self._recoded(next(self.reader))

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b"".join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file; with an encoding what is read and written is text."""
    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """A file of one encoding, read and written as bytes of another."""
    if file_encoding is None:
        file_encoding = data_encoding
    data, coded = lookup(data_encoding), lookup(file_encoding)
    stream = StreamRecoder(file, data.encode, data.decode, coded.streamreader, coded.streamwriter, errors)
    stream.data_encoding = data_encoding
    stream.file_encoding = file_encoding
    return stream


# --- look-up -----------------------------------------------------------------------------------------------------

def getencoder(encoding):
    """The function that encodes: it gives the bytes and how much was read."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes: it gives the text and how much was read."""
    return lookup(encoding).decode


def _class_of(encoding, kind):
    found = getattr(lookup(encoding), kind)
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementalencoder(encoding):
    """The class that encodes piece by piece; LookupError if there is none."""
    return _class_of(encoding, "incrementalencoder")


def getincrementaldecoder(encoding):
    """The class that decodes piece by piece; LookupError if there is none."""
    return _class_of(encoding, "incrementaldecoder")


def getreader(encoding):
    """The StreamReader of a codec."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The StreamWriter of a codec."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode what an iterator gives, piece by piece."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        if data := encoder.encode(text):
            yield data
    if data := encoder.encode("", True):
        yield data


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode what an iterator gives, piece by piece."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        if text := decoder.decode(data):
            yield text
    if text := decoder.decode(b"", True):
        yield text


def make_identity_dict(rng):
    """A table that maps everything to itself."""
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    """The reverse of a decoding table; what several bytes mean has none."""
    reverse = {}
    for byte, to in decoding_map.items():
        reverse[to] = None if to in reverse else byte
    return reverse
