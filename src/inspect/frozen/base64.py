"""Bytes as text of 16, 32, 64 or 85 characters, and back."""

import binascii
import struct

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
           "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode",
           "z85encode", "z85decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode",
           "urlsafe_b64decode"]


def _bytes(s):
    """The bytes of an argument that may be ASCII text too."""
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__) from None


# --- base 64 -------------------------------------------------------------------------------------------------

def b64encode(s, altchars=None):
    """Bytes in base 64; altchars stand for + and /."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """Bytes from base 64; with validate, foreign characters are an error."""
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Bytes in base 64 with + and /."""
    return b64encode(s)


def standard_b64decode(s):
    """Bytes from base 64 with + and /."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Bytes in base 64 with - and _."""
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    """Bytes from base 64 with - and _."""
    return binascii.a2b_base64(_bytes(s).translate(bytes.maketrans(b"-_", b"+/")))


# --- base 32 and 16 ------------------------------------------------------------------------------------------

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _b32encode(alphabet, s):
    s = memoryview(s).tobytes()
    out = bytearray()
    for i in range(0, len(s), 5):
        group = s[i:i + 5]
        bits = int.from_bytes(group.ljust(5, b"\0"))
        digits = bytes(alphabet[bits >> shift & 31] for shift in range(35, -1, -5))
        used = (len(group) * 8 + 4) // 5
        out += digits[:used] + b"=" * (8 - used)
    return bytes(out)


def _b32decode(alphabet, s, casefold, map01):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    pads = length - len(s)
    values = {c: i for i, c in enumerate(alphabet)}
    out = bytearray()
    bits = 0
    for i in range(0, len(s), 8):
        bits = 0
        for c in s[i:i + 8]:
            if c not in values:
                raise binascii.Error("Non-base32 digit found") from None
            bits = bits << 5 | values[c]
        out += bits.to_bytes(5) if len(s) - i >= 8 else b""
    if length % 8 or pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if pads and length:
        bits <<= 5 * pads
        out += bits.to_bytes(5)[:(43 - 5 * pads) // 8]
    return bytes(out)


def b32encode(s):
    """Bytes in base 32."""
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """Bytes from base 32; map01 reads 1 as that letter, and 0 as O."""
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    """Bytes in base 32 with digits first."""
    return _b32encode(_B32HEX, s)


def b32hexdecode(s, casefold=False):
    """Bytes from base 32 with digits first."""
    return _b32decode(_B32HEX, s, casefold, None)


def b16encode(s):
    """Bytes in hexadecimal capitals."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Bytes from hexadecimal digits; casefold allows small ones."""
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if any(c not in b"0123456789ABCDEF" for c in s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


# --- base 85 -------------------------------------------------------------------------------------------------

_A85 = bytes(range(33, 118))
_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_Z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_POWERS = (85 ** 4, 85 ** 3, 85 ** 2, 85, 1)


def _85encode(b, alphabet, pad=False, foldnuls=False, foldspaces=False):
    b = memoryview(b).tobytes()
    padding = -len(b) % 4
    b += b"\0" * padding
    chunks = []
    for (word,) in struct.iter_unpack("!I", b):
        if foldnuls and not word:
            chunks.append(b"z")
        elif foldspaces and word == 0x20202020:
            chunks.append(b"y")
        else:
            chunks.append(bytes(alphabet[word // power % 85] for power in _POWERS))
    if padding and not pad:
        if chunks[-1] == b"z":
            chunks[-1] = alphabet[:1] * 5
        chunks[-1] = chunks[-1][:-padding]
    return b"".join(chunks)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Bytes in Ascii85, by default as btoa writes it."""
    result = _85encode(b, _A85, pad, True, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    return result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """Bytes from Ascii85."""
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with {!r}".format(b"~>"))
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    digits = []
    for c in b + b"u" * 4:
        if 33 <= c <= 117:
            digits.append(c)
            if len(digits) == 5:
                word = sum((d - 33) * power for d, power in zip(digits, _POWERS))
                if word >= 1 << 32:
                    raise ValueError("Ascii85 overflow")
                out += word.to_bytes(4)
                digits.clear()
        elif c == ord("z"):
            if digits:
                raise ValueError("z inside Ascii85 5-tuple")
            out += b"\0\0\0\0"
        elif foldspaces and c == ord("y"):
            if digits:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif c not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % c)
    padding = 4 - len(digits)
    return bytes(out[:-padding] if padding else out)


def _85decode(b, alphabet, name):
    b = _bytes(b)
    values = {c: i for i, c in enumerate(alphabet)}
    padding = -len(b) % 5
    b = b + alphabet[-1:] * padding
    out = bytearray()
    for i in range(0, len(b), 5):
        word = 0
        for j, c in enumerate(b[i:i + 5]):
            if c not in values:
                raise ValueError("bad %s character at position %d" % (name, i + j)) from None
            word = word * 85 + values[c]
        if word >= 1 << 32:
            raise ValueError("%s overflow in hunk starting at byte %d" % (name, i)) from None
        out += word.to_bytes(4)
    return bytes(out[:-padding] if padding else out)


def b85encode(b, pad=False):
    """Bytes in base 85, as git writes it."""
    return _85encode(b, _B85, pad)


def b85decode(b):
    """Bytes from base 85, as git writes it."""
    return _85decode(b, _B85, "base85")


def z85encode(s):
    """Bytes in ZeroMQ's base 85."""
    return _85encode(s, _Z85)


def z85decode(s):
    """Bytes from ZeroMQ's base 85."""
    return _85decode(s, _Z85, "z85")


# --- lines ---------------------------------------------------------------------------------------------------

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def encode(input, output):
    """Encode a file; input and output are binary files."""
    while s := input.read(MAXBINSIZE):
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """Decode a file; input and output are binary files."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _check_lines(s):
    try:
        view = memoryview(s)
    except TypeError as err:
        raise TypeError("expected bytes-like object, not %s" % s.__class__.__name__) from err
    if view.format not in ("c", "b", "B"):
        raise TypeError("expected single byte elements, not %r from %s" % (view.format, s.__class__.__name__))
    if view.ndim != 1:
        raise TypeError("expected 1-D data, not %d-D data from %s" % (view.ndim, s.__class__.__name__))


def encodebytes(s):
    """Bytes in base 64, in lines of 76 characters."""
    _check_lines(s)
    return b"".join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """Bytes from lines of base 64."""
    _check_lines(s)
    return binascii.a2b_base64(s)
