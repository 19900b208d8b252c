"""Conversion between binary data and ASCII"""

__all__ = ["Error", "Incomplete", "a2b_base64", "a2b_hex", "b2a_base64", "b2a_hex", "crc32", "crc_hqx", "hexlify",
           "unhexlify"]


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}
_PAD = ord("=")


def _buffer(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__) from None


def _data(data):
    """The bytes of an argument that may be ASCII text too."""
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("argument should be bytes, buffer or ASCII string, not %r" % type(data).__name__) from None


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
            if strict_mode and pads > 1 and not quad:
                raise Error("Discontinuous padding not allowed")
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
