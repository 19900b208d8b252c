"""Codecs by name, and files that are decoded as they are read."""

from _codecs import decode, encode, escape_decode

__all__ = ["BOM", "BOM_BE", "BOM_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_BE", "BOM_UTF16_LE", "BOM_UTF32", "BOM_UTF32_BE",
           "BOM_UTF32_LE", "CodecInfo", "decode", "encode", "getdecoder", "getencoder", "iterdecode", "iterencode",
           "lookup", "open"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = BOM_UTF16 = BOM = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = BOM_UTF32 = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"


class CodecInfo(tuple):
    """What lookup() gives: functions that encode and decode, and the codec's name."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.streamreader = streamreader
        self.streamwriter = streamwriter
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


def lookup(encoding):
    """The codec of that name."""
    # Nothing to encode would not even be looked up.
    "x".encode(encoding)
    name = encoding.lower().replace("_", "-")
    name = {"utf8": "utf-8", "latin-1": "iso8859-1", "latin1": "iso8859-1", "iso-8859-1": "iso8859-1",
            "us-ascii": "ascii", "utf16": "utf-16"}.get(name, name)

    def encoder(input, errors="strict"):
        return encode(input, encoding, errors), len(input)

    def decoder(input, errors="strict"):
        return decode(input, encoding, errors), len(input)

    return CodecInfo(encoder, decoder, name=name)


def getencoder(encoding):
    """The function that encodes: it gives the bytes and how much was read."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes: it gives the text and how much was read."""
    return lookup(encoding).decode


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode piece by piece."""
    for text in iterator:
        yield encode(text, encoding, errors)


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode what all the pieces are together."""
    text = decode(b"".join(iterator), encoding, errors)
    if text:
        yield text


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file; with an encoding its content is text."""
    import builtins
    if encoding is None:
        return builtins.open(filename, mode)
    return builtins.open(filename, mode.replace("b", ""), encoding=encoding, errors=errors, newline="")
