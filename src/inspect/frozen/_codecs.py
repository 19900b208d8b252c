"""The registry of codecs and of error handlers, and the coders that need no table.

str.encode and bytes.decode do the common encodings themselves; they come here for other codecs, and for error
handlers that a program has registered. Every coder here works piece by piece: what it can do is coded strictly, an
error goes to the handler, and coding goes on where the handler says.
"""

import _codecs_text as _text

_searchers = []
_found = {}


# --- codecs by name ------------------------------------------------------------------------------------------

def register(search_function, /):
    """Adds a function that finds codecs by name."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searchers.append(search_function)


def unregister(search_function, /):
    """Takes a search function out, and forgets what was found."""
    if search_function in _searchers:
        _searchers.remove(search_function)
        _found.clear()


def _plain_name(encoding):
    """Small letters, with underscores between the words."""
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if "\0" in encoding:
        raise ValueError("embedded null character")
    import encodings
    return encodings.normalize_encoding(encoding).lower()


def lookup(encoding, /):
    """The codec of that name: what the first search function that knows it gives."""
    name = _plain_name(encoding)
    if name in _found:
        return _found[name]
    for search in _searchers:
        info = search(name)
        if info is None:
            continue
        if not isinstance(info, tuple) or len(info) != 4:
            raise TypeError("codec search functions must return 4-tuples")
        _found[name] = info
        return info
    raise LookupError(f"unknown encoding: {encoding}")


def encode(obj, encoding="utf-8", errors="strict"):
    """Encodes an object with a codec."""
    return _run(lookup(encoding)[0], obj, encoding, errors, "encod")


def decode(obj, encoding="utf-8", errors="strict"):
    """Decodes an object with a codec."""
    return _run(lookup(encoding)[1], obj, encoding, errors, "decod")


def _run(coder, obj, encoding, errors, doing):
    try:
        # What is the default anyway is left to the codec.
        result = coder(obj) if errors == "strict" else coder(obj, errors)
    except Exception as e:
        e.add_note(f"{doing}ing with '{encoding}' codec failed")
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f"{doing}er must return a tuple (object, integer)")
    return result[0]


def _text_codec(encoding, function):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs")
    return info


# Those that CPython codes without asking the registry: what fails there gets no note.
_DIRECT = {"utf8", "utf16", "utf32", "ascii", "usascii", "latin1", "iso88591"}


def _is_direct(encoding):
    return encoding.lower().replace("-", "").replace("_", "") in _DIRECT


def _encode_text(text, encoding, errors):
    """text.encode(), for codecs and handlers that str does not know."""
    coder = _text_codec(encoding, "encode")[0]
    if _is_direct(encoding):
        return coder(text, errors)[0]
    result = _run(coder, text, encoding, errors, "encod")
    if isinstance(result, bytearray):
        import warnings
        warnings.warn(f"encoder {encoding} returned bytearray instead of bytes; use codecs.encode() to encode to "
                      "arbitrary types", RuntimeWarning)
        return bytes(result)
    if not isinstance(result, bytes):
        raise TypeError(f"'{encoding}' encoder returned '{type(result).__name__}' instead of 'bytes'; use "
                        "codecs.encode() to encode to arbitrary types")
    return result


def _decode_bytes(data, encoding, errors):
    """data.decode(), for codecs and handlers that bytes does not know."""
    coder = _text_codec(encoding, "decode")[1]
    if _is_direct(encoding):
        return coder(data, errors)[0]
    result = _run(coder, data, encoding, errors, "decod")
    if not isinstance(result, str):
        raise TypeError(f"'{encoding}' decoder returned '{type(result).__name__}' instead of 'str'; use "
                        "codecs.decode() to decode to arbitrary types")
    return result


# --- error handlers --------------------------------------------------------------------------------------------

def register_error(errors, handler, /):
    """Registers an error handler under a name."""
    if not isinstance(errors, str):
        raise TypeError(f"register_error() argument 1 must be str, not {type(errors).__name__}")
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    """The error handler of that name."""
    if not isinstance(name, str):
        raise TypeError(f"lookup_error() argument must be str, not {type(name).__name__}")
    if name not in _handlers:
        raise LookupError(f"unknown error handler name '{name}'")
    return _handlers[name]


_handlers = _text.handlers(register_error)


def _handled(errors):
    return lookup_error("strict" if errors is None else errors)


def _replacement(handler, error, length):
    """What the handler gives: the replacement, and where coding goes on."""
    result = handler(error)
    decoding = isinstance(error, UnicodeDecodeError)
    kinds = (str,) if decoding else (str, bytes)
    if not isinstance(result, tuple) or len(result) != 2 or not isinstance(result[0], kinds) \
            or not hasattr(result[1], "__index__"):
        raise TypeError("decoding error handler must return (str, int) tuple" if decoding
                        else "encoding error handler must return (str/bytes, int) tuple")
    text, at = result[0], result[1].__index__()
    if decoding:
        # The handler may have put other bytes in place.
        if not isinstance(error.object, bytes):
            raise TypeError("exception attribute object must be bytes")
        length = len(error.object)
    start = at
    if at < 0:
        at += length
    if not 0 <= at <= length:
        raise IndexError(f"position {start} from error handler out of bounds")
    return text, at


def _encoded(text, errors, strict, unit=0):
    """Bytes of a text, by a function that encodes strictly, in units of so many bytes (0: no UTF)."""
    if not isinstance(text, str):
        raise TypeError(f"encode() argument 1 must be str, not {type(text).__name__}")
    out, at, handler = [], 0, None
    while True:
        try:
            out.append(strict(text[at:] if at else text))
            return b"".join(out)
        except UnicodeEncodeError as e:
            error = e
        if handler is None:
            handler = _handled(errors)
            if handler is _handlers_strict:
                error.object, error.start, error.end = text, error.start + at, error.end + at
                raise error
        start, end = error.start + at, error.end + at
        out.append(strict(text[at:start]))
        error = UnicodeEncodeError(error.encoding, text, start, end, error.reason)
        piece, at = _replacement(handler, error, len(text))
        if isinstance(piece, str):
            # UTF encoders take nothing else from a handler.
            if unit and not piece.isascii():
                raise error
            try:
                piece = strict(piece)
            except UnicodeEncodeError:
                raise error from None
        elif unit and len(piece) % unit:
            raise error
        out.append(piece)


def _decoded(data, errors, strict, final=True, incomplete=()):
    """(text, length) of bytes, by a function that decodes strictly.

    When more will follow, an error at the very end whose reason is one of `incomplete` only ends the piece.
    """
    data = _text.as_bytes(data)
    out, at, handler = [], 0, None
    while True:
        try:
            out.append(strict(data[at:] if at else data))
            return "".join(out), len(data)
        except UnicodeDecodeError as e:
            error = e
        start, end = error.start + at, error.end + at
        if start > at:
            out.append(strict(data[at:start]))
        if not final and end == len(data) and error.reason in incomplete:
            return "".join(out), start
        error = UnicodeDecodeError(error.encoding, data, start, end, error.reason)
        handler = handler or _handled(errors)
        piece, at = _replacement(handler, error, len(data))
        data = error.object
        out.append(piece)


_handlers_strict = _handlers["strict"]
_native = frozenset(_handlers)


def _direct(errors):
    """Whether str and bytes know the error handler, as it is registered now."""
    return errors is None or errors in _native and _handlers[errors] is _text.ORIGINAL[errors]


# --- the coders ------------------------------------------------------------------------------------------------

def _encoder(encoding):
    def encoder(str, errors=None, /):
        if not isinstance(str, _text.str):
            raise TypeError(f"{name}_encode() argument 1 must be str, not {type(str).__name__}")
        if _direct(errors):
            return str.encode(encoding, errors or "strict"), len(str)
        return _encoded(str, errors, lambda text: text.encode(encoding), unit), len(str)
    unit = {"utf-8": 1, "utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}.get(encoding, 0)
    name = encoding.replace("-", "_")
    encoder.__name__ = encoder.__qualname__ = f"{name}_encode"
    return encoder


def _decoder(encoding, incomplete, tail):
    def decoder(data, errors=None, final=False, /):
        data = _text.as_bytes(data)
        if _direct(errors):
            end = len(data) if final else len(data) - tail(data)
            return data[:end].decode(encoding, errors or "strict"), end
        kept = 0 if final else tail(data)
        text, length = _decoded(data[:len(data) - kept], errors, lambda data: data.decode(encoding), final, incomplete)
        return text, length
    decoder.__name__ = decoder.__qualname__ = encoding.replace("-", "_") + "_decode"
    return decoder


_END = ("unexpected end of data", "truncated data")

ascii_encode = _encoder("ascii")
latin_1_encode = _encoder("latin-1")
utf_8_encode = _encoder("utf-8")
utf_16_le_encode = _encoder("utf-16-le")
utf_16_be_encode = _encoder("utf-16-be")
utf_32_le_encode = _encoder("utf-32-le")
utf_32_be_encode = _encoder("utf-32-be")

utf_8_decode = _decoder("utf-8", _END, _text.utf8_tail)
utf_16_le_decode = _decoder("utf-16-le", _END, _text.utf16_le_tail)
utf_16_be_decode = _decoder("utf-16-be", _END, _text.utf16_be_tail)
utf_32_le_decode = _decoder("utf-32-le", _END, _text.utf32_tail)
utf_32_be_decode = _decoder("utf-32-be", _END, _text.utf32_tail)


def ascii_decode(data, errors=None, /):
    """Decodes ASCII."""
    data = _text.as_bytes(data)
    if _direct(errors):
        return data.decode("ascii", errors or "strict"), len(data)
    return _decoded(data, errors, lambda data: data.decode("ascii"))


def latin_1_decode(data, errors=None, /):
    """Decodes Latin-1, where every byte is a character."""
    data = _text.as_bytes(data)
    return data.decode("latin-1"), len(data)


def _marked_encoder(little, big, mark):
    def encoder(str, errors=None, byteorder=0, /):
        if byteorder:
            return (little if byteorder < 0 else big)(str, errors)
        encoded, length = little(str, errors)
        return mark + encoded, length
    return encoder


def _marked_decoder(little, big, mark, other):
    """Decodes, after a byte order mark that says how: (text, length, order)."""
    def decoder(data, errors=None, byteorder=0, final=False, /):
        data = _text.as_bytes(data)
        skip = 0
        if byteorder == 0:
            if data.startswith(mark):
                byteorder, skip = -1, len(mark)
            elif data.startswith(other):
                byteorder, skip = 1, len(mark)
            elif len(data) < len(mark) and not final:
                return "", 0, 0
        text, length = (big if byteorder > 0 else little)(data[skip:], errors, final)
        return text, length + skip, byteorder
    return decoder


utf_16_encode = _marked_encoder(utf_16_le_encode, utf_16_be_encode, b"\xff\xfe")
utf_32_encode = _marked_encoder(utf_32_le_encode, utf_32_be_encode, b"\xff\xfe\0\0")
utf_16_ex_decode = _marked_decoder(utf_16_le_decode, utf_16_be_decode, b"\xff\xfe", b"\xfe\xff")
utf_32_ex_decode = _marked_decoder(utf_32_le_decode, utf_32_be_decode, b"\xff\xfe\0\0", b"\0\0\xfe\xff")


def utf_16_decode(data, errors=None, final=False, /):
    """Decodes UTF-16."""
    return utf_16_ex_decode(data, errors, 0, final)[:2]


def utf_32_decode(data, errors=None, final=False, /):
    """Decodes UTF-32."""
    return utf_32_ex_decode(data, errors, 0, final)[:2]


def utf_7_encode(str, errors=None, /):
    """Encodes in UTF-7."""
    return _text.utf7_encode(str), len(str)


def utf_7_decode(data, errors=None, final=False, /):
    """Decodes UTF-7."""
    data = _text.as_bytes(data)
    return _text.utf7_decode(data, final, lambda error: _replacement(_handled(errors), error, len(error.object)))


def unicode_escape_encode(str, errors=None, /):
    """What a str literal would hold."""
    if not isinstance(str, _text.str):
        raise TypeError(f"unicode_escape_encode() argument 1 must be str, not {type(str).__name__}")
    return _text.escape(str, False), len(str)


def raw_unicode_escape_encode(str, errors=None, /):
    """What a raw str literal with \\u escapes would hold."""
    if not isinstance(str, _text.str):
        raise TypeError(f"raw_unicode_escape_encode() argument 1 must be str, not {type(str).__name__}")
    return _text.escape(str, True), len(str)


def unicode_escape_decode(data, errors=None, final=True, /):
    """The text of what a str literal holds."""
    return _text.unescape(data, False, final,
                          lambda error: _replacement(_handled(errors), error, len(error.object)))


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    """The text of what a raw str literal with \\u escapes holds."""
    return _text.unescape(data, True, final,
                          lambda error: _replacement(_handled(errors), error, len(error.object)))


def escape_encode(data, errors=None, /):
    """What a bytes literal would hold."""
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    # Double quotes keep single ones as they are, and the other way round.
    shown = repr(data + b'"')[2:-2]
    return shown.encode("ascii"), len(data)


escape_decode = _text.escape_decode


def readbuffer_encode(data, errors=None, /):
    """The bytes of a bytes-like object, or of a str in UTF-8."""
    data = data.encode() if isinstance(data, str) else bytes(memoryview(data))
    return data, len(data)


# --- tables ----------------------------------------------------------------------------------------------------

def charmap_build(map, /):
    """The table that encodes, from the string that decodes."""
    return {ord(c): i for i, c in enumerate(map)}


def charmap_encode(str, errors=None, mapping=None, /):
    """Encodes by a table of characters."""
    if mapping is None:
        return latin_1_encode(str, errors)
    if not isinstance(str, _text.str):
        raise TypeError(f"charmap_encode() argument 1 must be str, not {type(str).__name__}")
    return _encoded(str, errors, lambda text: _text.map_text(text, mapping)), len(str)


def charmap_decode(data, errors=None, mapping=None, /):
    """Decodes by a table of bytes."""
    if mapping is None:
        return latin_1_decode(data, errors)
    return _decoded(data, errors, lambda data: _text.map_bytes(data, mapping))
