"""Codecs that map each byte to a character by a table, and punycode."""

import codecs
import sys
from . import _simple


def codec(name):
    """The codec of that normalised name, None if it is not here."""
    name = name.lower()
    if name == "punycode":
        return _simple.make("punycode", _punycode_encode, _punycode_decode)
    if name == "charmap":
        return _simple.make("charmap", codecs.charmap_encode, codecs.charmap_decode)
    from ._charmaps import TABLES
    if name not in TABLES:
        return None
    shown, table = TABLES[name]
    if len(table) == 128:
        table = "".join(map(chr, range(128))) + table
    places = codecs.charmap_build(table)
    places.pop(0xfffe, None)

    def encode(input, errors="strict"):
        return codecs.charmap_encode(input, errors, places)

    def decode(input, errors="strict"):
        return codecs.charmap_decode(input, errors, table)

    info = _simple.make(shown, encode, decode, module=name)
    sys.modules[f"encodings.{name}"].__dict__.update(decoding_table=table, encoding_table=places)
    return info


# --- punycode (RFC 3492) -----------------------------------------------------------------------------------------

_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BASE, _LOW, _HIGH, _SKEW, _DAMP = 36, 1, 26, 38, 700


def _adapted(delta, first, count):
    delta = delta // _DAMP if first else delta // 2
    delta += delta // count
    k = 0
    while delta > (_BASE - _LOW) * _HIGH // 2:
        delta //= _BASE - _LOW
        k += _BASE
    return k + (_BASE - _LOW + 1) * delta // (delta + _SKEW)


def _threshold(k, bias):
    return min(max(k - bias, _LOW), _HIGH)


def _punycode_encode(input, errors="strict"):
    basic = [c for c in input if c < "\x80"]
    out = basic + ["-"] if basic else []
    done = len(basic)
    code, delta, bias, first = 128, 0, 72, True
    while done < len(input):
        least = min(ord(c) for c in input if ord(c) >= code)
        delta += (least - code) * (done + 1)
        code = least
        for c in map(ord, input):
            if c < code:
                delta += 1
            elif c == code:
                rest, k = delta, _BASE
                while rest >= (t := _threshold(k, bias)):
                    rest, digit = divmod(rest - t, _BASE - t)
                    out.append(_DIGITS[t + digit])
                    k += _BASE
                out.append(_DIGITS[rest])
                bias = _adapted(delta, first, done + 1)
                delta, first = 0, False
                done += 1
        delta += 1
        code += 1
    return "".join(out).encode("ascii"), len(input)


def _punycode_decode(input, errors="strict"):
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError(f"Unsupported error handling: {errors}")
    data = input.encode("ascii") if isinstance(input, str) else bytes(input)
    start = data.rfind(b"-") + 1
    try:
        text = list(data[:max(start - 1, 0)].decode("ascii", errors))
    except UnicodeDecodeError as e:
        e.object = data
        raise
    code, place, bias, first, at = 128, 0, 72, True, start
    while at < len(data):
        before, weight, k = place, 1, _BASE
        while True:
            if at >= len(data):
                if errors == "strict":
                    raise UnicodeDecodeError("punycode", data, at, at + 1, "incomplete punycode string")
                return "".join(text), len(data)
            digit = _DIGITS.find(chr(data[at]).lower())
            at += 1
            if digit < 0:
                if errors == "strict":
                    raise UnicodeDecodeError("punycode", data, at - 1, at,
                                             f"Invalid extended code point '{data[at - 1]}'")
                return "".join(text), len(data)
            place += digit * weight
            t = _threshold(k, bias)
            if digit < t:
                break
            weight *= _BASE - t
            k += _BASE
        bias = _adapted(place - before, first, len(text) + 1)
        first = False
        code += place // (len(text) + 1)
        place %= len(text) + 1
        if code > 0x10ffff:
            if errors == "strict":
                raise UnicodeDecodeError("punycode", data, at - 1, at, f"Invalid character U+{code:x}")
            code = ord("?")
        text.insert(place, chr(code))
        place += 1
    return "".join(text), len(data)
