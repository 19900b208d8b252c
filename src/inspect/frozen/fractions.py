"""Fractions: numbers that are the ratio of two ints, exactly."""

import math
import numbers
import operator
import sys

__all__ = ["Fraction"]

_PRIME = sys.hash_info.modulus


def _digits(text):
    """Digits with single underscores between them; None if it is something else."""
    if not text or text[0] == "_" or text[-1] == "_" or "__" in text:
        return None
    plain = text.replace("_", "")
    return plain if plain.isdecimal() else None


def _parse(text):
    """(numerator, denominator) of '-3/4', '1.5', '2e-3' and the like; None if it is no number."""
    s = text.strip()
    sign = 1
    if s[:1] in ("+", "-"):
        sign = -1 if s[0] == "-" else 1
        s = s[1:]
    if "/" in s:
        num, _, den = s.partition("/")
        # Spaces around the slash are allowed.
        num, den = _digits(num.rstrip()), _digits(den.lstrip())
        return None if num is None or den is None else (sign * int(num), int(den))
    exponent = 0
    mark = max(s.find("e"), s.find("E"))
    if mark >= 0:
        s, exp = s[:mark], s[mark + 1:]
        exp_sign = -1 if exp[:1] == "-" else 1
        exp = _digits(exp[1:] if exp[:1] in ("+", "-") else exp)
        if exp is None:
            return None
        exponent = exp_sign * int(exp)
    whole, dot, decimal = s.partition(".")
    if not whole and not decimal:
        return None
    if whole:
        whole = _digits(whole)
    if decimal:
        decimal = _digits(decimal)
    if whole is None or decimal is None:
        return None
    numerator, denominator = int(whole or "0"), 1
    if decimal:
        denominator = 10 ** len(decimal)
        numerator = numerator * denominator + int(decimal)
    if exponent >= 0:
        numerator *= 10 ** exponent
    else:
        denominator *= 10 ** -exponent
    return sign * numerator, denominator


def _at_exponent(n, d, exponent):
    """n/d in units of 10**exponent, as an int; ties go to the even one."""
    if exponent < 0:
        n *= 10 ** -exponent
    else:
        d *= 10 ** exponent
    whole, rest = divmod(n, d)
    twice = 2 * rest
    return whole + (twice > d or twice == d and whole & 1)


def _with_figures(n, d, figures):
    """(significand, exponent): the int of so many figures, times a power of ten, that is nearest to n/d."""
    if not n:
        return 0, 1 - figures
    above, below = str(abs(n)), str(d)
    # The place of the first figure: n/d is at least 10**(place - 1), and less than 10**place.
    place = len(above) - len(below) + (above >= below)
    exponent = place - figures
    significand = _at_exponent(n, d, exponent)
    if abs(significand) == 10 ** figures:
        # 9.99 became 10.0: one figure too many.
        return significand // 10, exponent + 1
    return significand, exponent


def _parse_spec(spec):
    """The parts of a format spec; None if it is none for numbers."""
    parts = dict(fill=None, align=None, sign="-", no_neg_zero=False, alt=False, zeropad=False, width=0, comma="",
                 precision=None, type=None)
    i = 0
    if len(spec) > 1 and spec[1] in "<>=^":
        parts["fill"], parts["align"] = spec[0], spec[1]
        i = 2
    elif spec[:1] and spec[0] in "<>=^":
        parts["align"] = spec[0]
        i = 1
    if spec[i:i + 1] and spec[i] in "-+ ":
        parts["sign"] = spec[i]
        i += 1
    if spec[i:i + 1] == "z":
        parts["no_neg_zero"] = True
        i += 1
    if spec[i:i + 1] == "#":
        parts["alt"] = True
        i += 1
    if spec[i:i + 1] == "0" and spec[i + 1:i + 2].isdigit():
        parts["zeropad"] = True
        i += 1
    start = i
    while spec[i:i + 1].isdigit():
        i += 1
    if i > start:
        if spec[start] == "0" and i > start + 1:
            return None
        parts["width"] = int(spec[start:i])
    if spec[i:i + 1] and spec[i] in ",_":
        parts["comma"] = spec[i]
        i += 1
    if spec[i:i + 1] == ".":
        start = i = i + 1
        while spec[i:i + 1].isdigit():
            i += 1
        if i == start or spec[start] == "0" and i > start + 1:
            return None
        parts["precision"] = int(spec[start:i])
    if spec[i:i + 1] and spec[i] in "eEfFgG%":
        parts["type"] = spec[i]
        i += 1
    return parts if i == len(spec) else None


def _group(digits, separator, width=0):
    """Digits in groups of three, padded with zeros up to the width."""
    if not separator:
        return digits.zfill(width)
    first = (len(digits) - 1) % 3 + 1
    text = digits[:first] + "".join(separator + digits[i:i + 3] for i in range(first, len(digits), 3))
    while len(text) < width:
        digits = "0" + digits
        first = (len(digits) - 1) % 3 + 1
        text = digits[:first] + "".join(separator + digits[i:i + 3] for i in range(first, len(digits), 3))
    return text


def _align(text, sign, parts):
    padding = (parts["fill"] or " ") * (parts["width"] - len(sign) - len(text))
    align = parts["align"] or ">"
    if align == "<":
        return sign + text + padding
    if align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + text + padding[half:]
    if align == "=":
        return sign + padding + text
    return padding + sign + text


def _sign(negative, parts):
    return "-" if negative else parts["sign"].replace("-", "")


def _operator(exact, general, complexes=True):
    """The two methods of an operator: exact among fractions and ints, by the general one with other numbers."""
    def forward(a, b):
        if isinstance(b, Fraction):
            return exact(a, b)
        if isinstance(b, int):
            return exact(a, Fraction(b))
        if isinstance(b, float):
            return general(float(a), b)
        return general(complex(a), b) if complexes and isinstance(b, complex) else NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(Fraction(a), b)
        if isinstance(a, numbers.Real):
            return general(float(a), float(b))
        if complexes and isinstance(a, numbers.Complex):
            return general(complex(a), float(b))
        return NotImplemented

    for method, prefix in ((forward, "__"), (reverse, "__r")):
        method.__name__ = f"{prefix}{general.__name__}__"
        method.__doc__ = exact.__doc__
    return forward, reverse


def _sum(na, da, nb, db):
    # Common factors come out before the numbers grow (Knuth, The Art of Computer Programming, 4.5.1).
    common = math.gcd(da, db)
    if common == 1:
        return _lowest(na * db + nb * da, da * db)
    small = da // common
    top = na * (db // common) + nb * small
    rest = math.gcd(top, common)
    return _lowest(top // rest, small * (db // rest))


def _product(na, da, nb, db):
    # Both are in lowest terms: only what stands crosswise can have common factors.
    left, right = math.gcd(na, db), math.gcd(nb, da)
    if left != 1:
        na, db = na // left, db // left
    if right != 1:
        nb, da = nb // right, da // right
    return _lowest(na * nb, da * db)


def _add(a, b):
    """a + b"""
    return _sum(a._numerator, a._denominator, b._numerator, b._denominator)


def _sub(a, b):
    """a - b"""
    return _sum(a._numerator, a._denominator, -b._numerator, b._denominator)


def _mul(a, b):
    """a * b"""
    return _product(a._numerator, a._denominator, b._numerator, b._denominator)


def _div(a, b):
    """a / b"""
    n, d = b._numerator, b._denominator
    if n > 0:
        return _product(a._numerator, a._denominator, d, n)
    if n < 0:
        return _product(a._numerator, a._denominator, -d, -n)
    raise ZeroDivisionError(f"Fraction({d}, 0)")


def _floordiv(a, b):
    """a // b"""
    return a._numerator * b._denominator // (a._denominator * b._numerator)


def _divmod(a, b):
    """(a // b, a % b)"""
    unit = a._denominator * b._denominator
    whole, rest = divmod(a._numerator * b._denominator, b._numerator * a._denominator)
    return whole, Fraction(rest, unit)


def _mod(a, b):
    """a % b"""
    unit = a._denominator * b._denominator
    return Fraction(a._numerator * b._denominator % (b._numerator * a._denominator), unit)


class Fraction(numbers.Rational):
    """A rational number, in lowest terms: of two of them, of one number of any kind, or of a string."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return _made(cls, numerator, 1)
            if isinstance(numerator, numbers.Rational):
                return _made(cls, numerator.numerator, numerator.denominator)
            if hasattr(numerator, "as_integer_ratio"):
                return _made(cls, *numerator.as_integer_ratio())
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            found = _parse(numerator)
            if found is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            n, d = found
        elif type(numerator) is int is type(denominator):
            n, d = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            n = numerator.numerator * denominator.denominator
            d = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        common = math.gcd(n, d) if d > 0 else -math.gcd(n, d)
        return _made(cls, n // common, d // common)

    @classmethod
    def from_float(cls, f):
        """The fraction that is exactly this float."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if isinstance(f, float):
            return _made(cls, *f.as_integer_ratio())
        raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")

    @classmethod
    def from_decimal(cls, dec):
        """The fraction that is exactly this Decimal."""
        if isinstance(dec, numbers.Integral):
            return cls(int(dec))
        if hasattr(dec, "as_tuple"):
            return _made(cls, *dec.as_integer_ratio())
        raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        """The numerator and the denominator, which is positive."""
        return self._numerator, self._denominator

    def is_integer(self):
        """Whether the denominator is 1."""
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is no larger: that of 3.14159 up to 10 is 22/7."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Two neighbouring convergents of the continued fraction, as long as the denominators fit.
        (top, low), (last_top, last_low) = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            whole, rest = divmod(n, d)
            next_low = low + whole * last_low
            if next_low > max_denominator:
                break
            top, low, last_top, last_low = last_top, last_low, top + whole * last_top, next_low
            n, d = d, rest
        # The last convergent, or as much of a step towards the next as fits: whichever is nearer.
        steps = (max_denominator - low) // last_low
        near_top, near_low = top + steps * last_top, low + steps * last_low
        if 2 * d * near_low <= self._denominator:
            return _lowest(last_top, last_low)
        return _lowest(near_top, near_low)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        parts = _parse_spec(format_spec)
        bad = parts is None or parts["align"] is not None and parts["zeropad"]
        if not bad and parts["type"] is None:
            bad = parts["precision"] is not None or parts["no_neg_zero"] or parts["zeropad"]
            if not bad:
                return self._as_ratio(parts)
        if bad:
            raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")
        return self._as_float(parts)

    def _as_ratio(self, parts):
        n, d = self._numerator, self._denominator
        text = _group(str(abs(n)), parts["comma"])
        if parts["alt"] or d > 1:
            text = f"{text}/{_group(str(d), parts['comma'])}"
        return _align(text, _sign(n < 0, parts), parts)

    def _as_float(self, parts):
        kind, alt = parts["type"], parts["alt"]
        precision = 6 if parts["precision"] is None else parts["precision"]
        n, d = self._numerator, self._denominator
        suffix = ""
        if kind in "fF%":
            decimals = precision
            if kind == "%":
                n, suffix = n * 100, "%"
            significand = _at_exponent(n, d, -precision)
        else:
            figures = precision + 1 if kind in "eE" else max(precision, 1)
            significand, exponent = _with_figures(n, d, figures)
            decimals = -exponent
            if kind in "eE" or exponent > 0 or exponent + figures <= -4:
                decimals = figures - 1
                suffix = f"{'e' if kind in 'eg' else 'E'}{exponent + decimals:+03d}"
        negative = (significand if parts["no_neg_zero"] and kind in "fF%" else n) < 0
        sign = _sign(negative, parts)
        digits = str(abs(significand)).zfill(decimals + 1)
        point = len(digits) - decimals
        whole, behind = digits[:point], digits[point:]
        if kind in "gG" and not alt:
            behind = behind.rstrip("0")
        if behind or alt:
            behind = "." + behind
        behind += suffix
        room = parts["width"] - len(sign) - len(behind) if parts["zeropad"] else 0
        return _align(_group(whole, parts["comma"], room) + behind, sign, parts)

    __add__, __radd__ = _operator(_add, operator.add)
    __sub__, __rsub__ = _operator(_sub, operator.sub)
    __mul__, __rmul__ = _operator(_mul, operator.mul)
    __truediv__, __rtruediv__ = _operator(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _operator(_floordiv, operator.floordiv, False)
    __divmod__, __rdivmod__ = _operator(_divmod, divmod, False)
    __mod__, __rmod__ = _operator(_mod, operator.mod, False)

    def __pow__(a, b):
        """a ** b: a fraction if b is an integer, else what floats give."""
        if not isinstance(b, numbers.Rational):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power, n, d = b.numerator, a._numerator, a._denominator
        if power < 0:
            # Of the reciprocal, whose sign moves to the numerator.
            power = -power
            if not n:
                raise ZeroDivisionError(f"Fraction({d ** power}, 0)")
            n, d = (d, n) if n > 0 else (-d, -n)
        return _lowest(n ** power, d ** power)

    def __rpow__(b, a):
        """a ** b"""
        power, whole = b._numerator, b._denominator == 1
        if whole and power >= 0:
            return a ** power
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (power if whole else float(b))

    def __pos__(self):
        return _lowest(self._numerator, self._denominator)

    def __neg__(self):
        return _lowest(-self._numerator, self._denominator)

    def __abs__(self):
        return _lowest(abs(self._numerator), self._denominator)

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __trunc__(self):
        return self.__ceil__() if self._numerator < 0 else self._numerator // self._denominator

    def __int__(self):
        # An int also where the parts are other integers than ints.
        return operator.index(self.__trunc__())

    def __round__(self, ndigits=None):
        """The nearest integer, or with a number of digits the nearest such fraction; ties go to the even one."""
        if ndigits is None:
            return _at_exponent(self._numerator, self._denominator, 0)
        unit = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * unit), unit)
        return Fraction(unit * round(self / unit))

    def __hash__(self):
        # That of an int or float of the same value: the numerator by the denominator, modulo a prime.
        try:
            size = hash(hash(abs(self._numerator)) * pow(self._denominator, -1, _PRIME))
        except ValueError:
            # A multiple of the prime has no inverse.
            size = sys.hash_info.inf
        signed = size if self._numerator >= 0 else -size
        return signed if signed != -1 else -2

    def __eq__(a, b):
        """a == b"""
        if type(b) is int:
            return a._denominator == 1 and a._numerator == b
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and not b.imag:
            b = b.real
        if not isinstance(b, float):
            return NotImplemented
        # No fraction is infinite or not a number.
        return math.isfinite(b) and a == a.from_float(b)

    def _compared(self, other, how):
        if isinstance(other, numbers.Rational):
            return how(self._numerator * other.denominator, self._denominator * other.numerator)
        if not isinstance(other, float):
            return NotImplemented
        # Any fraction compares with infinities and not-a-numbers as 0.0 does.
        return how(self, self.from_float(other)) if math.isfinite(other) else how(0.0, other)

    def __lt__(a, b):
        """a < b"""
        return a._compared(b, operator.lt)

    def __le__(a, b):
        """a <= b"""
        return a._compared(b, operator.le)

    def __gt__(a, b):
        """a > b"""
        return a._compared(b, operator.gt)

    def __ge__(a, b):
        """a >= b"""
        return a._compared(b, operator.ge)

    def __bool__(self):
        return bool(self._numerator)

    def __reduce__(self):
        return self.__class__, self.as_integer_ratio()

    def __copy__(self):
        # It cannot change, but heirs can.
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _made(cls, n, d):
    """A fraction of parts that are known to be in lowest terms, the denominator positive."""
    fraction = object.__new__(cls)
    fraction._numerator = n
    fraction._denominator = d
    return fraction


def _lowest(n, d):
    fraction = object.__new__(Fraction)
    fraction._numerator = n
    fraction._denominator = d
    return fraction
