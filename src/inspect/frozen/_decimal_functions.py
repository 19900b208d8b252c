"""Roots, powers, exponentials and logarithms of decimal numbers, worked out on whole numbers that are scaled by a power of ten."""

import math as _math

from _decimal_arithmetic import _add, _compare, _digits, _divide, _fix, _integral, _invalid, _nan_of, _new, _text
from _decimal_context import Context, Inexact, ROUND_DOWN, ROUND_HALF_EVEN, Rounded


def _nearest(n, exp, sign, ctx):
    """An inexact result of more digits than are wanted, rounded to the nearest."""
    return _fix(_new(sign, n * 10 + 1, exp - 1), ctx, ROUND_HALF_EVEN)


def _sqrt(d, ctx):
    """Return the square root of the argument to full precision."""
    nan = _nan_of(ctx, d)
    if nan is not None:
        return nan
    if not d._special and not d._int:
        return _fix(_new(d._sign, 0, d._exp // 2), ctx)
    if d._sign:
        return _invalid(ctx)
    if d._special:
        return d
    exp = d._exp >> 1
    n = d._int * 10 if d._exp & 1 else d._int
    shift = ctx.prec + 1 - (_digits(n) + 1) // 2
    exact = True
    if shift >= 0:
        n *= 100 ** shift
    else:
        n, r = divmod(n, 100 ** -shift)
        exact = not r
    exp -= shift
    root = _math.isqrt(n)
    exact = exact and root * root == n
    if exact:
        root, exp = (root // 10 ** shift if shift >= 0 else root * 10 ** -shift), exp + shift
    elif root % 5 == 0:
        root += 1
    return _fix(_new(0, root, exp), ctx, ROUND_HALF_EVEN)


def _power(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan
    whole = not b._special and _integral(b, ROUND_DOWN) == b
    odd = whole and b._exp <= 0 and _integral(b, ROUND_DOWN)._int % 2 == 1
    if not b._special and not b._int:
        return _invalid(ctx) if not a._special and not a._int else _fix(_new(0, 1, 0), ctx)
    sign = int(bool(a._sign and odd))
    if a._sign and not (whole or b._special) and (a._int or a._special):
        return _invalid(ctx)
    if b._special and a._sign and (a._int or a._special):
        return _invalid(ctx)
    if a._special or not a._int:
        # Powers of infinity and zero.
        grows = bool(a._special) != bool(b._sign)
        return _new(sign, 0, 0, "F") if grows else _new(sign, 0, 0)
    if b._special:
        one = _compare(_new(0, a._int, a._exp), _new(0, 1, 0))
        if not one:
            return _inexact_one(ctx)
        return _new(0, 0, 0, "F") if (one > 0) != bool(b._sign) else _new(0, 0, 0)
    if not whole and not _compare(a, _new(0, 1, 0)):
        return _inexact_one(ctx)
    if whole and a._int and _text(a._int).rstrip("0") == "1" and not a.adjusted():
        return _power_of_one(sign, -a._exp, b, ctx)
    if whole and abs(int(b)) * _digits(a._int) < max(20000, min(ctx.prec, 10 ** 6)):
        n = abs(int(b))
        if not b._sign:
            return _fix(_new(sign, a._int ** n, a._exp * n), ctx)
        return _divide(_new(0, 1, 0), _new(sign, a._int ** n, a._exp * n), ctx)
    work = ctx.prec + 10 + _digits(abs(int(b)) if b.adjusted() < 30 else 1)
    logarithm = _ln_scaled(a._int, a._exp, work)
    height = _digits(abs(logarithm)) - work + b.adjusted()
    if height > 20:
        grows = (logarithm > 0) != bool(b._sign)
        return _fix(_new(sign, 1, ctx.Emax + 1 if grows else ctx.Etiny() - ctx.prec), ctx)
    if height < -ctx.prec - 5:
        return _inexact_one(ctx)
    product = logarithm * b._int * (-1 if b._sign else 1)
    product = product * 10 ** b._exp if b._exp >= 0 else product // 10 ** -b._exp
    n, exp = _exp_scaled(product, work)
    return _fix(_new(sign, n * 10 + 1, exp - 1), ctx)


def _power_modulo(a, b, modulo, ctx):
    """What remains of a power of whole numbers, when it is divided."""
    nan = _nan_of(ctx, a, b, modulo)
    if nan is not None:
        return nan
    if any(d._special or _compare(d, _integral(d, ROUND_DOWN)) for d in (a, b, modulo)):
        return _invalid(ctx)
    if b._sign and b._int or not modulo._int or modulo.adjusted() >= ctx.prec or not a._int and not b._int:
        return _invalid(ctx)
    base, power, divisor = abs(int(a)), int(b), abs(int(modulo))
    return _fix(_new(int(bool(a._sign and power % 2)), pow(base, power, divisor), 0), ctx)


def _power_of_one(sign, places, b, ctx):
    """A whole power of one, with as many places as a product would have."""
    places = 0 if b._sign else places * int(b)
    if places > ctx.prec - 1:
        ctx._signal(Rounded)
        places = ctx.prec - 1
    return _new(sign, 10 ** places, -places)


def _inexact_one(ctx):
    ctx._signal(Inexact)
    ctx._signal(Rounded)
    return _new(0, 10 ** (ctx.prec - 1), 1 - ctx.prec)


def _exp(d, ctx):
    """Return the value of the (natural) exponential function e**x at the given number."""
    nan = _nan_of(ctx, d)
    if nan is not None:
        return nan
    if d._special:
        return _new(0, 0, 0) if d._sign else d
    if not d._int:
        return _new(0, 1, 0)
    if d.adjusted() > 8:
        return _fix(_new(0, 1, ctx.Emax + 1 if not d._sign else ctx.Etiny() - ctx.prec), ctx)
    p = ctx.prec + 10 + max(d.adjusted(), 0)
    x = d._int * 10 ** (p + d._exp) if p + d._exp >= 0 else d._int // 10 ** -(p + d._exp)
    n, exp = _exp_scaled(-x if d._sign else x, p)
    return _nearest(n, exp, 0, ctx)


def _logarithm(d, ctx, ten):
    nan = _nan_of(ctx, d)
    if nan is not None:
        return nan
    if not d._special and not d._int:
        return _new(1, 0, 0, "F")
    if d._sign:
        return _invalid(ctx)
    if d._special:
        return d
    if ten and _text(d._int).strip("0") == "1":
        height = d._exp + _digits(d._int) - 1
        return _fix(_new(int(height < 0), abs(height), 0), ctx)
    if not _compare(d, _new(0, 1, 0)):
        return _new(0, 0, 0)
    p = ctx.prec + 10
    # Near one the result is small, and needs more places.
    distance = _add(d, _new(1, 1, 0), Context(prec=max(_digits(d._int), 1) + abs(d._exp) + 2 if abs(d._exp) < 10**5 else 20))
    if distance.adjusted() < 0:
        p -= distance.adjusted()
    x = _ln_scaled(d._int, d._exp, p)
    if ten:
        x = x * 10 ** p // _ln_ten(p)
    return _nearest(abs(x), -p, int(x < 0), ctx)


def _ln(d, ctx):
    return _logarithm(d, ctx, False)


def _log10(d, ctx):
    return _logarithm(d, ctx, True)


# --- functions, on whole numbers that are scaled by a power of ten --------------------------------------------

def _log_of_ratio(x, one):
    """ln(x / one) * one, for x near one: 2 artanh((x - 1) / (x + 1))."""
    t = (x - one) * one // (x + one)
    square = t * t // one
    total, term, k = 0, t, 1
    while term:
        total += term // k
        term = term * square // one
        k += 2
    return 2 * total


_ln10 = {}


def _ln_ten(p):
    """ln(10) * 10**p."""
    if p not in _ln10:
        one = 10 ** (p + 10)
        # 10 = 2**3 * 5/4, 2 = (3/2) * (4/3)
        two = _log_of_ratio(one * 3 // 2, one) + _log_of_ratio(one * 4 // 3, one)
        _ln10[p] = (3 * two + _log_of_ratio(one * 5 // 4, one)) // 10 ** 10
    return _ln10[p]


def _ln_scaled(n, exp, p):
    """ln(n * 10**exp) * 10**p."""
    p += 10
    one = 10 ** p
    length = _digits(n)
    x = n * 10 ** (p - length + 1) if p >= length - 1 else n // 10 ** (length - 1 - p)
    e = exp + length - 1
    # x / one lies between 1 and 10: roots bring it near 1.
    roots = 0
    while x > one * 11 // 10:
        x = _math.isqrt(x * one)
        roots += 1
    return ((_log_of_ratio(x, one) << roots) + e * _ln_ten(p)) // 10 ** 10


def _exp_scaled(x, p):
    """A coefficient of about p digits and an exponent for exp(x / 10**p)."""
    p2 = p + 10
    x *= 10 ** 10
    ten = _ln_ten(p2)
    e, x = divmod(x, ten)
    one = 10 ** p2
    halvings = 8
    x >>= halvings
    total, term, k = one, one, 1
    while term:
        term = term * x // (one * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // one
    return total // 10 ** 10, e - p
