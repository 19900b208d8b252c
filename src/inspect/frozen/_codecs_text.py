"""What the coders of _codecs are made of: error handlers, escapes, UTF-7, tables, unfinished sequences."""

import re
import unicodedata

str = str


def as_bytes(data):
    """The bytes of a bytes-like object."""
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


# --- error handlers --------------------------------------------------------------------------------------------

ORIGINAL = {}


def _wrong(error):
    return TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def _is(error, *kinds):
    """Whether the error is of one of these kinds, whatever class it says it has, and complete."""
    if not issubclass(type(error), kinds):
        return False
    wanted = bytes if isinstance(error, UnicodeDecodeError) else str
    if not isinstance(error.object, (bytes, bytearray) if wanted is bytes else str):
        raise TypeError(f"UnicodeError 'object' attribute must be a {'bytes' if wanted is bytes else 'string'}")
    return True


_ALL = UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError


def strict_errors(error):
    """Raises the error."""
    if not isinstance(error, BaseException):
        raise TypeError("codec must pass exception instance")
    raise error


def ignore_errors(error):
    """Leaves out what can't be coded."""
    if not _is(error, *_ALL):
        raise _wrong(error)
    return "", error.end


def replace_errors(error):
    """Puts a question mark, or U+FFFD, in place."""
    if _is(error, UnicodeEncodeError):
        return "?" * (error.end - error.start), error.end
    if _is(error, UnicodeDecodeError):
        return "\ufffd", error.end
    if _is(error, UnicodeTranslateError):
        return "\ufffd" * (error.end - error.start), error.end
    raise _wrong(error)


def _characters(error):
    return error.object[error.start:error.end]


def xmlcharrefreplace_errors(error):
    """Puts XML's character references in place."""
    if not _is(error, UnicodeEncodeError):
        raise _wrong(error)
    return "".join(f"&#{ord(c)};" for c in _characters(error)), error.end


def _hex(c):
    return f"\\x{c:02x}" if c < 0x100 else f"\\u{c:04x}" if c < 0x10000 else f"\\U{c:08x}"


def backslashreplace_errors(error):
    """Puts escapes in place."""
    if _is(error, UnicodeDecodeError):
        return "".join(f"\\x{c:02x}" for c in _characters(error)), error.end
    if _is(error, UnicodeEncodeError, UnicodeTranslateError):
        return "".join(_hex(ord(c)) for c in _characters(error)), error.end
    raise _wrong(error)


def namereplace_errors(error):
    """Puts escapes with the characters' names in place."""
    if not _is(error, UnicodeEncodeError):
        raise _wrong(error)
    out = []
    for c in _characters(error):
        name = unicodedata.name(c, "")
        out.append(f"\\N{{{name}}}" if name else _hex(ord(c)))
    return "".join(out), error.end


def surrogateescape_errors(error):
    """Bytes that can't be decoded become surrogates, and the other way round."""
    if _is(error, UnicodeEncodeError):
        codes = [ord(c) - 0xdc00 for c in _characters(error)]
        if not all(0x80 <= c < 0x100 for c in codes):
            raise error
        return bytes(codes), error.end
    if _is(error, UnicodeDecodeError):
        out = []
        for c in _characters(error)[:4]:
            if c < 0x80:
                break
            out.append(chr(0xdc00 + c))
        if not out:
            raise error
        return "".join(out), error.start + len(out)
    raise _wrong(error)


# What surrogates are in each encoding that could hold them.
_UNITS = {"utf8": "utf-8", "utf16": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf32": "utf-32-le",
          "utf32le": "utf-32-le", "utf32be": "utf-32-be", "cputf8": "utf-8", "cp65001": "utf-8"}


def surrogatepass_errors(error):
    """Surrogates are coded as if they were characters."""
    if not _is(error, UnicodeEncodeError, UnicodeDecodeError):
        raise _wrong(error)
    encoding = _UNITS.get(error.encoding.lower().replace("-", "").replace("_", ""))
    if encoding is None:
        raise error
    if _is(error, UnicodeEncodeError):
        if not all("\ud800" <= c <= "\udfff" for c in _characters(error)):
            raise error
        return _characters(error).encode(encoding, "surrogatepass"), error.end
    size = 3 if encoding == "utf-8" else 2 if "16" in encoding else 4
    try:
        text = error.object[error.start:error.start + size].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        raise error from None
    if not (len(text) == 1 and "\ud800" <= text <= "\udfff"):
        raise error
    return text, error.start + size


def handlers(register):
    """The handlers that are there from the start, by name."""
    found = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
             "xmlcharrefreplace": xmlcharrefreplace_errors, "backslashreplace": backslashreplace_errors,
             "namereplace": namereplace_errors, "surrogateescape": surrogateescape_errors,
             "surrogatepass": surrogatepass_errors}
    ORIGINAL.update(found)
    return found


# --- unfinished sequences at the end of a piece ------------------------------------------------------------------

def utf8_tail(data):
    """How many bytes at the end begin a character that goes on in the next piece."""
    # Perhaps a surrogate, which a handler may want.
    if data[-2:-1] == b"\xed" and 0xa0 <= data[-1] <= 0xbf:
        return 2
    for n in (1, 2, 3):
        if n > len(data):
            break
        if data[-n] & 0xc0 == 0x80:
            continue
        try:
            data[-n:].decode()
        except UnicodeDecodeError as e:
            return n if e.reason == "unexpected end of data" and e.start == 0 and e.end == n else 0
        break
    return 0


def _utf16_tail(data, high):
    odd = len(data) % 2
    at = len(data) - odd - 2 + high
    return odd + 2 if at >= high and 0xd8 <= data[at] <= 0xdb else odd


def utf16_le_tail(data):
    """As utf8_tail; a high surrogate waits for the low one."""
    return _utf16_tail(data, 1)


def utf16_be_tail(data):
    """The same for the other order."""
    return _utf16_tail(data, 0)


def utf32_tail(data):
    """Bytes that are no whole unit yet."""
    return len(data) % 4


# --- escapes ---------------------------------------------------------------------------------------------------

_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", "'": "'", '"': '"',
           "\n": ""}
_PRINTED = {10: "\\n", 13: "\\r", 9: "\\t", 92: "\\\\"}


def escape(text, raw):
    """A text as it stands in a literal."""
    out = []
    for c in map(ord, text):
        if raw:
            out.append(chr(c) if c < 0x100 else f"\\u{c:04x}" if c < 0x10000 else f"\\U{c:08x}")
        elif c in _PRINTED:
            out.append(_PRINTED[c])
        else:
            out.append(chr(c) if 32 <= c < 127 else _hex(c))
    return "".join(out).encode("latin-1")


_DIGITS = re.compile("[0-9a-fA-F]*")
_WIDTHS = {"x": 2, "u": 4, "U": 8}
_TRUNCATED = {"x": r"truncated \xXX escape", "u": r"truncated \uXXXX escape", "U": r"truncated \UXXXXXXXX escape"}


def _warn_escape(what):
    import warnings
    warnings.warn(what, DeprecationWarning, stacklevel=3)


def unescape(data, raw, final, replace):
    """(text, length) of the bytes in a literal; errors go to `replace`."""
    data = data.encode() if isinstance(data, str) else as_bytes(data)
    text = data.decode("latin-1")
    encoding = "rawunicodeescape" if raw else "unicodeescape"
    out, at, bad = [], 0, None
    while True:
        start = text.find("\\", at)
        if start < 0:
            out.append(text[at:])
            break
        out.append(text[at:start])
        letter = text[start + 1:start + 2]
        at = start + 2
        reason, piece = None, None
        if not letter:
            if not final:
                return _finish(out, start, bad)
            if raw:
                piece, at = "\\", start + 1
            else:
                reason, at = "\\ at end of string", start + 1
        elif letter in _WIDTHS and not (raw and letter == "x"):
            width = _WIDTHS[letter]
            end = _DIGITS.match(text, at, at + width).end()
            if end < at + width:
                if not final and end == len(text):
                    return _finish(out, start, bad)
                reason = f"truncated \\{letter}{'X' * width} escape"
            else:
                code = int(text[at:end], 16)
                if code > 0x10ffff:
                    reason = "\\Uxxxxxxxx out of range" if raw else "illegal Unicode character"
                else:
                    piece = chr(code)
            at = end
        elif raw:
            # Two backslashes are two characters, and no escape begins with the second.
            piece = "\\" + letter
        elif letter in _SIMPLE:
            piece = _SIMPLE[letter]
        elif letter in "01234567":
            while at < start + 4 and text[at:at + 1] and text[at] in "01234567":
                at += 1
            if not final and at == len(text) < start + 4:
                return _finish(out, start, bad)
            code = int(text[start + 1:at], 8)
            if code > 0o377 and bad is None:
                bad = "invalid octal escape sequence '\\%s'" % text[start + 1:at]
            piece = chr(code)
        elif letter == "N":
            close = text.find("}", at)
            if text[at:at + 1] == "{" and close > at + 1:
                try:
                    piece = unicodedata.lookup(text[at + 1:close])
                    if len(piece) > 1:
                        raise KeyError
                except KeyError:
                    reason = "unknown Unicode character name"
                at = close + 1
            else:
                open_end = at == len(text) or text[at] == "{" and close < 0
                if not final and open_end:
                    return _finish(out, start, bad)
                reason = "malformed \\N character escape"
                if text[at:at + 1] == "{":
                    at = len(text) if close < 0 else close + 1
        else:
            if bad is None:
                bad = f"invalid escape sequence '\\{letter}'"
            piece = "\\" + letter
        if reason:
            error = UnicodeDecodeError(encoding, data, start, at, reason)
            piece, at = replace(error)
            if error.object is not data:
                data = error.object
                text = data.decode("latin-1")
        out.append(piece)
    return _finish(out, len(data), bad)


def _finish(out, length, bad):
    if bad:
        _warn_escape(bad)
    return "".join(out), length


def escape_decode(data, errors=None, /):
    """(bytes, length) of what a bytes literal holds."""
    source = data.encode() if isinstance(data, str) else as_bytes(data)
    text, out, at, bad = source.decode("latin-1"), [], 0, None
    while True:
        start = text.find("\\", at)
        if start < 0:
            out.append(text[at:])
            break
        out.append(text[at:start])
        letter = text[start + 1:start + 2]
        at = start + 2
        if not letter:
            raise ValueError("Trailing \\ in string")
        if letter in _SIMPLE:
            out.append(_SIMPLE[letter])
        elif letter in "01234567":
            while at < start + 4 and text[at:at + 1] and text[at] in "01234567":
                at += 1
            code = int(text[start + 1:at], 8)
            if code > 0o377 and bad is None:
                bad = "invalid octal escape sequence '\\%s'" % text[start + 1:at]
            out.append(chr(code & 0xff))
        elif letter == "x":
            end = _DIGITS.match(text, at, at + 2).end()
            if end == at + 2:
                out.append(chr(int(text[at:end], 16)))
            elif errors in (None, "strict"):
                raise ValueError(f"invalid \\x escape at position {start}")
            elif errors == "replace":
                out.append("?")
            elif errors != "ignore":
                raise ValueError(f"decoding error; unknown error handling code: {errors}")
            at = end
        else:
            if bad is None:
                bad = f"invalid escape sequence '\\{letter}'"
            out.append("\\" + letter)
    if bad:
        _warn_escape(bad)
    return "".join(out).encode("latin-1"), len(data)


# --- UTF-7 -----------------------------------------------------------------------------------------------------

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {c: i for i, c in enumerate(_BASE64)}
_DIRECT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r"
                    "!\"#$%&*;<=>@[]^_`{|}")


def utf7_encode(text):
    """A text in UTF-7: runs of other characters as UTF-16 in base 64."""
    out, at = [], 0
    while at < len(text):
        c = text[at]
        if c in _DIRECT:
            out.append(c)
            at += 1
        elif c == "+":
            out.append("+-")
            at += 1
        else:
            end = at
            while end < len(text) and text[end] not in _DIRECT and text[end] != "+":
                end += 1
            # A plus within a run stays in it.
            while end < len(text) and text[end] not in _DIRECT:
                end += 1
            units = text[at:end].encode("utf-16-be", "surrogatepass")
            bits, count, run = 0, 0, []
            for byte in units:
                bits, count = bits << 8 | byte, count + 8
                while count >= 6:
                    count -= 6
                    run.append(_BASE64[bits >> count & 63])
                bits &= (1 << count) - 1
            if count:
                run.append(_BASE64[bits << 6 - count & 63])
            out.append("+" + "".join(run))
            # What follows may look like more of it; at the end, a minus closes.
            if end == len(text) or text[end] in _VALUES or text[end] == "-":
                out.append("-")
            at = end
    return "".join(out).encode("ascii")


def utf7_decode(data, final, replace):
    """(text, length); errors go to `replace`."""
    out, at, start = [], 0, None
    bits = count = 0
    high, kept = "", 0
    while at < len(data):
        c = chr(data[at])
        reason = None
        if start is not None:
            if c in _VALUES:
                bits, count = bits << 6 | _VALUES[c], count + 6
                at += 1
                if count >= 16:
                    count -= 16
                    unit = bits >> count
                    bits &= (1 << count) - 1
                    if high:
                        if 0xdc00 <= unit <= 0xdfff:
                            out.append(chr(0x10000 + (ord(high) - 0xd800 << 10) + unit - 0xdc00))
                            high = ""
                            continue
                        out.append(high)
                        high = ""
                    if 0xd800 <= unit <= 0xdbff:
                        high = chr(unit)
                    else:
                        out.append(chr(unit))
                continue
            begun, start = start, None
            if count >= 6:
                at += 1
                reason = "partial character in shift sequence"
            elif bits:
                at += 1
                reason = "non-zero padding bits in shift sequence"
            elif at == begun + 1 and c != "-":
                at += 1
                reason = "ill-formed sequence"
            if reason is None:
                if high:
                    # A surrogate without the other half stays one.
                    if ord(c) <= 127 and c != "+":
                        out.append(high)
                    high = ""
                if c == "-":
                    at += 1
                continue
            high = ""
            error_start = begun
        elif c == "+":
            if data[at + 1:at + 2] == b"-":
                out.append("+")
                at += 2
                continue
            if at + 1 < len(data) and chr(data[at + 1]) not in _VALUES:
                error_start, at = at, at + 2
                reason = "ill-formed sequence"
            else:
                start, kept = at, sum(map(len, out))
                bits = count = 0
                high = ""
                at += 1
                continue
        elif c < "\x80":
            out.append(c)
            at += 1
            continue
        else:
            error_start, at = at, at + 1
            reason = "unexpected special character"
        error = UnicodeDecodeError("utf7", data, error_start, at, reason)
        piece, at = replace(error)
        data = error.object
        out.append(piece)
    if start is not None:
        if not final:
            return "".join(out)[:kept], start
        if high or count >= 6 or bits:
            error = UnicodeDecodeError("utf7", data, start, len(data), "unterminated shift sequence")
            piece, at = replace(error)
            data = error.object
            out.append(piece)
            if at < len(data):
                more, _ = utf7_decode(data[at:], final, replace)
                out.append(more)
    return "".join(out), len(data)


# --- tables ----------------------------------------------------------------------------------------------------

_UNDEFINED = "character maps to <undefined>"


def _place(mapping, key):
    try:
        return mapping[key]
    except LookupError:
        return None


def map_text(text, mapping):
    """Bytes of a text by a table; the first run without any is an error."""
    out, at = [], 0
    while at < len(text):
        to = _place(mapping, ord(text[at]))
        if to is None:
            end = at + 1
            while end < len(text) and _place(mapping, ord(text[end])) is None:
                end += 1
            raise UnicodeEncodeError("charmap", text, at, end, _UNDEFINED)
        if isinstance(to, int):
            if not 0 <= to < 256:
                raise TypeError("character mapping must be in range(256)")
            to = bytes((to,))
        elif not isinstance(to, bytes):
            raise TypeError(f"character mapping must return integer, bytes or None, not {type(to).__name__}")
        out.append(to)
        at += 1
    return b"".join(out)


def map_bytes(data, mapping):
    """Text of bytes by a table."""
    if type(mapping) is str and len(mapping) == 256 and "\ufffe" not in mapping:
        return data.decode("latin-1").translate(mapping)
    out = []
    for at, byte in enumerate(data):
        to = _place(mapping, byte)
        if to is None or to == "\ufffe" or to == 0xfffe:
            raise UnicodeDecodeError("charmap", data, at, at + 1, _UNDEFINED)
        if isinstance(to, int):
            if not 0 <= to < 0x110000:
                raise TypeError("character mapping must be in range(0x110000)")
            to = chr(to)
        elif not isinstance(to, str):
            raise TypeError(f"character mapping must return integer, None or str, not {type(to).__name__}")
        out.append(to)
    return "".join(out)
