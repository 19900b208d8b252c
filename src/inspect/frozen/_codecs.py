"""Encoding and decoding by name: what `codecs` is built on."""

_search_functions = []


def encode(obj, encoding="utf-8", errors="strict"):
    """Encode an object with the codec of that name."""
    if isinstance(obj, str):
        name = encoding.lower().replace("-", "_")
        if name in ("rot13", "rot_13"):
            return "".join(_rot13(c) for c in obj)
        return obj.encode(encoding, errors)
    if isinstance(obj, (bytes, bytearray)) and encoding.lower().replace("_codec", "") == "hex":
        return bytes(obj).hex().encode("ascii")
    raise TypeError(f"encoding with '{encoding}' codec failed (TypeError: expected str, got {type(obj).__name__})")


def decode(obj, encoding="utf-8", errors="strict"):
    """Decode an object with the codec of that name."""
    if isinstance(obj, str):
        if encoding.lower().replace("-", "_") in ("rot13", "rot_13"):
            return "".join(_rot13(c) for c in obj)
        raise TypeError(f"a bytes-like object is required, not 'str'")
    if encoding.lower().replace("_codec", "") == "hex":
        return bytes.fromhex(bytes(obj).decode("ascii"))
    return bytes(obj).decode(encoding, errors)


def _rot13(c):
    if "a" <= c <= "z":
        return chr((ord(c) - 84) % 26 + 97)
    if "A" <= c <= "Z":
        return chr((ord(c) - 52) % 26 + 65)
    return c


def escape_decode(data, errors="strict"):
    """What the escapes in a bytes literal stand for, and how many bytes were read."""
    simple = {"n": 10, "r": 13, "t": 9, "b": 8, "f": 12, "v": 11, "a": 7, "\\": 92, "'": 39, '"': 34}
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    out = bytearray()
    at = 0
    while at < len(text):
        c = text[at]
        at += 1
        if c != "\\":
            out += c.encode("latin-1")
            continue
        if at >= len(text):
            raise ValueError("Trailing \\ in string")
        c = text[at]
        at += 1
        if c in simple:
            out.append(simple[c])
        elif c == "\n":
            pass
        elif c in "01234567":
            digits = c
            while len(digits) < 3 and text[at:at + 1] and text[at] in "01234567":
                digits += text[at]
                at += 1
            out.append(int(digits, 8) & 255)
        elif c == "x":
            digits = text[at:at + 2]
            try:
                if len(digits) != 2:
                    raise ValueError
                out.append(int(digits, 16))
            except ValueError:
                raise ValueError(f"invalid \\x escape at position {at - 2}") from None
            at += 2
        else:
            out += ("\\" + c).encode("latin-1")
    return bytes(out), len(data)
