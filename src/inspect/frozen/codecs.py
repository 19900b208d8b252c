"""Text and bytes: the encodings that str.encode and bytes.decode know, as functions."""

__all__ = ["BOM", "BOM_UTF8", "CodecInfo", "decode", "encode", "getdecoder", "getencoder", "lookup", "open"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"

_open = open


def encode(obj, encoding="utf-8", errors="strict"):
    """Return the text as bytes."""
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    """Return the bytes as text."""
    return bytes(obj).decode(encoding, errors)


class CodecInfo(tuple):
    """What lookup() returns: encode and decode, which return (result, length of what was given)."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, *, name=None):
        self = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


def lookup(encoding):
    """Return the CodecInfo of an encoding."""
    "".encode(encoding)
    name = encoding.lower().replace("_", "-")
    name = {"utf8": "utf-8", "latin1": "iso8859-1", "latin-1": "iso8859-1", "us-ascii": "ascii"}.get(name, name)

    def encoder(text, errors="strict"):
        return text.encode(encoding, errors), len(text)

    def decoder(data, errors="strict"):
        return bytes(data).decode(encoding, errors), len(data)

    return CodecInfo(encoder, decoder, name=name)


def getencoder(encoding):
    """Return the function that encodes."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """Return the function that decodes."""
    return lookup(encoding).decode


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file of text in an encoding, its line ends as they are."""
    if encoding is None:
        return _open(filename, mode)
    return _open(filename, mode.replace("b", ""), encoding=encoding, errors=errors)
