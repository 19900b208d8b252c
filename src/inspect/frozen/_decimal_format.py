"""How decimal numbers are written: str() and format()."""

import re as _re

from _decimal_arithmetic import _digits, _int_of, _new, _text, _to_digits, _to_place
from _decimal_context import MAX_PREC


def _written(d, eng, capitals):
    """str() of a number."""
    sign = "-" if d._sign else ""
    if d._special:
        if d._special == "F":
            return sign + "Infinity"
        return sign + ("sNaN" if d._special == "N" else "NaN") + (_text(d._int) if d._int else "")
    digits = _text(d._int)
    left = d._exp + len(digits)
    if d._exp <= 0 and left > -6:
        point = left
    elif not eng:
        point = 1
    elif digits == "0":
        point = (left + 1) % 3 - 1
    else:
        point = (left - 1) % 3 + 1
    if point <= 0:
        whole, frac = "0", "." + "0" * -point + digits
    elif point >= len(digits):
        whole, frac = digits + "0" * (point - len(digits)), ""
    else:
        whole, frac = digits[:point], "." + digits[point:]
    exponent = "" if left == point else ("e", "E")[capitals] + "%+d" % (left - point)
    return sign + whole + frac + exponent


_spec = _re.compile(r"""(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>\#)?(?P<zero>0)?
    (?P<width>(?!0)\d+)?(?P<comma>[,_])?(?:\.(?P<prec>\d+))?(?P<type>[eEfFgGnN%])?\Z""", _re.VERBOSE | _re.DOTALL).match


def _formatted(d, spec, ctx):
    if not isinstance(spec, str):
        raise TypeError("format arg must be str")
    # As C has it: the text must be UTF-8.
    spec.encode()
    m = _spec(spec)
    if m is None or m["comma"] == "_" or any(int(m[name] or 0) > MAX_PREC for name in ("width", "prec")):
        raise ValueError("invalid format string")
    if m["type"] == "N":
        import warnings
        warnings.warn("Format specifier 'N' is deprecated", DeprecationWarning, skip_file_prefixes=("<frozen ",))
        return _formatted(d, spec[:-1] + "n", ctx).upper()
    kind, prec = m["type"], m["prec"] and int(m["prec"])
    align, fill = m["align"], m["fill"] or " "
    if m["zero"] and not align:
        align, fill = "=", "0"
    rounding = ctx.rounding
    if d._special:
        body = _written(_new(0, d._int, 0, d._special), False, ctx.capitals)
        if kind == "%":
            body += "%"
        if fill == "0" and align == "=":
            fill, align = " ", ">"
    else:
        if kind == "%":
            d = _new(d._sign, d._int, d._exp + 2)
        if prec is not None and kind in ("e", "E"):
            d = _to_digits(d, prec + 1, rounding) if d._int else d
        elif prec is not None and kind in ("f", "F", "%"):
            d = _to_place(d, -prec, rounding)
        elif prec is not None and _digits(d._int) > (prec or 1):
            d = _to_digits(d, prec or 1, rounding)
        if not d._int and d._exp > 0 and kind in ("f", "F", "%"):
            d = _to_place(d, 0, rounding)
        if m["z"] and not d._int:
            d = _new(0, 0, d._exp)
        digits = _text(d._int)
        left = d._exp + len(digits)
        if kind in ("e", "E"):
            point = 1 - prec if prec is not None and not d._int else 1
        elif kind in ("f", "F", "%"):
            point = left
        else:
            point = left if d._exp <= 0 and left > -6 else 1
        if point < 0:
            whole, frac = "0", "0" * -point + digits
        elif point > len(digits):
            whole, frac = digits + "0" * (point - len(digits)), ""
        else:
            whole, frac = digits[:point] or "0", digits[point:]
        if m["comma"]:
            whole = f"{_int_of(whole):,}" if len(whole) < 4000 else whole
        body = whole + ("." + frac if frac or m["alt"] else "")
        if left != point or kind in ("e", "E"):
            letter = {"E": "E", "G": "E", "e": "e", "g": "e", "n": "e"}.get(kind, "E" if ctx.capitals else "e")
            body += letter + "%+d" % (left - point)
        if kind == "%":
            body += "%"
    sign = "-" if d._sign else m["sign"] if m["sign"] in ("+", " ") else ""
    room = int(m["width"] or 0) - len(sign) - len(body)
    if align == "=":
        if fill == "0" and m["comma"] and room > 0 and not d._special:
            whole, dot, rest = body.partition(".")
            while len(sign) + len(whole) + len(dot) + len(rest) < int(m["width"]):
                whole = "0" + whole if len(whole.split(",")[0]) < 3 else "0," + whole
            return sign + whole + dot + rest
        return sign + fill * room + body
    if align == "<":
        return sign + body + fill * room
    if align == "^":
        half = max(room, 0) // 2
        return fill * half + sign + body + fill * (room - half)
    return fill * room + sign + body
