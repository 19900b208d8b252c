"""Conversion between binary data and ASCII"""

__all__ = ["Error", "Incomplete", "a2b_base64", "a2b_hex", "a2b_qp", "a2b_uu", "b2a_base64", "b2a_hex", "b2a_qp",
           "b2a_uu", "crc32", "crc_hqx", "hexlify", "unhexlify"]


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}
_PAD = ord("=")


def _whole(view):
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return view.tobytes()


def _buffer(data):
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__) from None
    return _whole(view)


def _data(data):
    """The bytes of an argument that may be ASCII text too."""
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError("argument should be bytes, buffer or ASCII string, not %r" % type(data).__name__) from None
    return _whole(view)


def b2a_hex(data, sep=None, bytes_per_sep=1):
    """Hexadecimal representation of binary data.

    The return value is a bytes object.  This function is also
    available as "hexlify()"."""
    data = _buffer(data)
    text = data.hex() if sep is None else data.hex(sep, bytes_per_sep)
    return text.encode()


def a2b_hex(hexstr, /):
    """Binary data of hexadecimal representation.

    hexstr must contain an even number of hex digits (upper or lower case).
    This function is also available as "unhexlify()"."""
    data = _data(hexstr)
    if len(data) % 2:
        raise Error("Odd-length string")
    # bytes.fromhex would pass over white space.
    if any(c not in b"0123456789abcdefABCDEF" for c in data):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(data.decode())


hexlify, unhexlify = b2a_hex, a2b_hex


def b2a_base64(data, /, *, newline=True):
    """Base64-code line of data."""
    data = _buffer(data)
    out = bytearray()
    for i in range(0, len(data), 3):
        group = data[i:i + 3]
        bits = int.from_bytes(group) << 8 * (3 - len(group))
        quad = [_ALPHABET[bits >> shift & 63] for shift in (18, 12, 6, 0)]
        out += bytes(quad[:len(group) + 1]) + b"=" * (3 - len(group))
    if newline:
        out += b"\n"
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    """Decode a line of base64 data.

      strict_mode
        When set to True, bytes that are not in the base64 standard are not allowed.
        The same applies to excess data after padding (= / ==)."""
    data = _data(data)
    out = bytearray()
    quad = bits = pads = count = 0
    if strict_mode and data[:1] == b"=":
        raise Error("Leading padding not allowed")
    for i, c in enumerate(data):
        if c == _PAD:
            pads += 1
            if quad >= 2 and quad + pads >= 4:
                if strict_mode and i + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(out)
            if strict_mode and not quad:
                raise Error("Excess padding not allowed")
            continue
        value = _VALUES.get(c)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        count += 1
        if quad == 0:
            bits = value
        elif quad == 1:
            out.append(bits << 2 | value >> 4)
            bits = value & 15
        elif quad == 2:
            out.append(bits << 4 | value >> 2)
            bits = value & 3
        else:
            out.append(bits << 6 | value)
        quad = (quad + 1) % 4
    if quad == 1:
        raise Error("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4"
                    % count)
    if quad:
        raise Error("Incorrect padding")
    return bytes(out)


# --- uuencode ----------------------------------------------------------------------------------------------------

def b2a_uu(data, /, *, backtick=False):
    """Uuencode line of data."""
    data = _buffer(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = 96 if backtick else 32
    out = bytearray((len(data) + 32 if data else zero,))
    for i in range(0, len(data), 3):
        bits = int.from_bytes(data[i:i + 3].ljust(3, b"\0"))
        out += bytes((bits >> shift & 63) + 32 if bits >> shift & 63 else zero for shift in (18, 12, 6, 0))
    return bytes(out + b"\n")


def a2b_uu(data, /):
    """Decode a line of uuencoded data."""
    data = _data(data)
    length = ((data[0] if data else 0) - 32) & 63
    out, bits, count, at = bytearray(), 0, 0, 1
    while len(out) < length:
        # A line that is too short goes on with zeros.
        c = data[at] if at < len(data) else 10
        at += 1
        if c in b"\r\n":
            c = 32
        if not 32 <= c <= 96:
            raise Error("Illegal char")
        bits, count = bits << 6 | c - 32 & 63, count + 6
        if count >= 8:
            count -= 8
            out.append(bits >> count)
            bits &= (1 << count) - 1
    if data[at:].strip(b" `\r\n"):
        raise Error("Trailing garbage")
    return bytes(out)


# --- quoted-printable ----------------------------------------------------------------------------------------------

_MOST = 76


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Encode a string using quoted-printable encoding.

    On encoding, when istext is set, newlines are not encoded, and white
    space at end of lines is.  When istext is not set, \\r and \\n (CR/LF)
    are both encoded.  When quotetabs is set, space and tabs are encoded."""
    data = _buffer(data)
    first = data.find(b"\n")
    end = b"\r\n" if first > 0 and data[first - 1] == 13 else b"\n"
    out, column, at = bytearray(), 0, 0
    while at < len(data):
        c = data[at]
        after = data[at + 1] if at + 1 < len(data) else None
        if c in b" \t":
            quoted = quotetabs or after is None
        elif c in b"\r\n":
            quoted = not istext
        elif c == 46:
            # A line with only a dot ends a mail.
            quoted = column == 0 and after in (None, 10, 13, 0)
        else:
            quoted = not 33 <= c <= 126 or c == 61 or header and c == 95
        if quoted:
            if column + 3 >= _MOST:
                out += b"=" + end
                column = 0
            out += b"=%02X" % c
            column += 3
        elif istext and (c == 10 or c == 13 and after == 10):
            if out[-1:] in (b" ", b"\t"):
                out[-1:] = b"=%02X" % out[-1]
            out += end
            column = 0
            at += c == 13
        else:
            if after not in (None, 10) and column + 1 >= _MOST:
                out += b"=" + end
                column = 0
            out.append(95 if header and c == 32 else c)
            column += 1
        at += 1
    return bytes(out)


def a2b_qp(data, header=False):
    """Decode a string of qp-encoded data."""
    data = _data(data)
    out, at = bytearray(), 0
    while at < len(data):
        c = data[at]
        at += 1
        if c == 61:
            if at == len(data):
                break
            if data[at] in b"\r\n":
                at = (data.find(b"\n", at) + 1) or len(data)
                continue
            pair = data[at:at + 2]
            if data[at] == 61:
                at += 1
            elif len(pair) == 2 and all(digit in b"0123456789abcdefABCDEF" for digit in pair):
                c = int(pair, 16)
                at += 2
        elif header and c == 95:
            c = 32
        out.append(c)
    return bytes(out)


# --- checksums -----------------------------------------------------------------------------------------------------

_crc_table = []


def crc32(data, crc=0, /):
    """Compute CRC-32 incrementally."""
    if not _crc_table:
        for n in range(256):
            for _ in range(8):
                n = n >> 1 ^ (0xEDB88320 if n & 1 else 0)
            _crc_table.append(n)
    crc = crc & 0xFFFFFFFF ^ 0xFFFFFFFF
    for byte in _buffer(data):
        crc = crc >> 8 ^ _crc_table[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF


def crc_hqx(data, crc, /):
    """Compute CRC-CCITT incrementally."""
    crc &= 0xFFFF
    for byte in _buffer(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    return crc
