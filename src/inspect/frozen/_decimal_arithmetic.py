"""The operations of decimal arithmetic. They note signals in the context; who calls them settles it.

A Decimal is a sign, a coefficient and an exponent, or an infinity or NaN: the fields _sign, _int, _exp, _special.
"""

import _decimal

from _decimal_context import (Clamped, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact, InvalidOperation,
                              Overflow, ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN,
                              ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Rounded, Subnormal, Underflow)


# --- making and rounding -------------------------------------------------------------------------------------

def _new(sign, coefficient, exp, special="", cls=_decimal.Decimal):
    return _decimal.make(cls, sign, coefficient, exp, special)


def _digits(n):
    """How many decimal digits a coefficient has; none has one."""
    return len(_text(n))


def _text(n):
    if n < 10 ** 4000:
        return str(n)
    # In halves: str() of a long int has a limit.
    half = n.bit_length() * 3 // 20
    high, low = divmod(n, 10 ** half)
    return _text(high) + _text(low).rjust(half, "0")


def _int_of(text):
    if len(text) <= 4000:
        return int(text or 0)
    half = len(text) // 2
    return _int_of(text[:-half]) * 10 ** half + _int_of(text[-half:])


def _rounded(n, drop, rounding, sign):
    """n without its last `drop` digits, and whether they were anything."""
    power = 10 ** drop
    q, r = divmod(n, power)
    if not r:
        return q, False
    twice = 2 * r
    if rounding == ROUND_HALF_EVEN:
        up = twice > power or twice == power and q & 1
    elif rounding == ROUND_HALF_UP:
        up = twice >= power
    elif rounding == ROUND_HALF_DOWN:
        up = twice > power
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    else:
        up = q % 10 in (0, 5)
    return q + bool(up), True


def _fix(d, ctx, rounding=None):
    """d as the context wants it, rounded as the context says or in this way."""
    if d._special:
        return _quiet(d, ctx) if d._special in "nN" else d
    rounding = rounding or ctx.rounding
    sign, n, exp = d._sign, d._int, d._exp
    etiny, etop = ctx.Etiny(), ctx.Etop()
    if not n:
        least_max = etop if ctx.clamp else ctx.Emax
        clamped = min(max(exp, etiny), least_max)
        if clamped != exp:
            ctx._signal(Clamped)
            return _new(sign, 0, clamped)
        return d
    length = _digits(n)
    wanted = max(exp + length - ctx.prec, etiny)
    if exp + length - 1 > ctx.Emax:
        return _overflow(sign, ctx, rounding)
    subnormal = exp + length - 1 < ctx.Emin
    if exp < wanted:
        drop = wanted - exp
        n, inexact = _rounded(n, min(drop, length + 1), rounding, sign)
        if _digits(n) > ctx.prec:
            n //= 10
            wanted += 1
        if wanted + _digits(n) - 1 > ctx.Emax:
            return _overflow(sign, ctx, rounding)
        if inexact and subnormal:
            ctx._signal(Underflow)
        if subnormal:
            ctx._signal(Subnormal)
        if inexact:
            ctx._signal(Inexact)
        ctx._signal(Rounded)
        if not n:
            ctx._signal(Clamped)
        return _new(sign, n, wanted)
    if subnormal:
        ctx._signal(Subnormal)
    if ctx.clamp and exp > etop:
        ctx._signal(Clamped)
        return _new(sign, n * 10 ** (exp - etop), etop)
    return d


def _overflow(sign, ctx, rounding):
    ctx._signal(Overflow)
    ctx._signal(Inexact)
    ctx._signal(Rounded)
    if rounding in (ROUND_DOWN, ROUND_05UP) or rounding == (ROUND_FLOOR if not sign else ROUND_CEILING):
        return _new(sign, 10 ** ctx.prec - 1, ctx.Etop())
    return _new(sign, 0, 0, "F")


def _invalid(ctx, reason=InvalidOperation):
    ctx._signal(InvalidOperation, reason)
    return _new(0, 0, 0, "n")


def _quiet(d, ctx):
    """What an operation on a NaN gives."""
    if d._special == "N":
        ctx._signal(InvalidOperation)
    keep = ctx.prec - ctx.clamp
    n = d._int % 10 ** keep if _digits(d._int) > keep else d._int
    return _new(d._sign, n, 0, "n")


def _nan_of(ctx, *operands):
    """The NaN among the operands, quiet; signaling ones first."""
    for kind in "Nn":
        for d in operands:
            if d._special == kind:
                return _quiet(d, ctx)
    return None


def _compare(a, b):
    """Less than zero, zero or more; none of them is a NaN."""
    if a._special or b._special:
        order = [(1 - 2 * d._sign) * (2 if d._special else 0) for d in (a, b)]
        return order[0] - order[1]
    x, y = (-d._int if d._sign else d._int for d in (a, b))
    if not x or not y or (x < 0) != (y < 0):
        return (x > 0) - (x < 0) - ((y > 0) - (y < 0))
    heights = a.adjusted() - b.adjusted()
    if heights:
        return heights if x > 0 else -heights
    shift = a._exp - b._exp
    if shift > 0:
        x *= 10 ** shift
    else:
        y *= 10 ** -shift
    return (x > y) - (x < y)


# --- the operations ------------------------------------------------------------------------------------------

def _add(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan
    if a._special or b._special:
        if a._special and b._special and a._sign != b._sign:
            return _invalid(ctx)
        return a if a._special else b
    exp = min(a._exp, b._exp)
    if not a._int and not b._int:
        negative = a._sign and b._sign or a._sign != b._sign and ctx.rounding == ROUND_FLOOR
        return _fix(_new(int(bool(negative)), 0, exp), ctx)
    for x, y in ((a, b), (b, a)):
        if not x._int:
            exp = max(exp, y._exp - ctx.prec - 1)
            n, e = (y._int * 10 ** (y._exp - exp), exp) if y._exp > exp else (y._int, y._exp)
            return _fix(_new(y._sign, n, e), ctx)
    # Far below the last digit of the larger, any digit does as well as what the smaller has.
    large, small = (a, b) if a._exp >= b._exp else (b, a)
    low = min(large._exp + _digits(large._int) - ctx.prec - 2, large._exp - 1)
    if small._exp + _digits(small._int) - 1 < low:
        small = _new(small._sign, 1, low)
    exp = small._exp
    x = large._int * 10 ** (large._exp - exp) * (-1 if large._sign else 1)
    y = -small._int if small._sign else small._int
    total = x + y
    if not total:
        return _fix(_new(int(ctx.rounding == ROUND_FLOOR), 0, min(a._exp, b._exp)), ctx)
    return _fix(_new(int(total < 0), abs(total), exp), ctx)


def _negated(d):
    return _new(1 - d._sign, d._int, d._exp, d._special)


def _multiply(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if a._special or b._special:
        if not a and not a._special or not b and not b._special:
            return _invalid(ctx)
        return _new(sign, 0, 0, "F")
    return _fix(_new(sign, a._int * b._int, a._exp + b._exp), ctx)


def _divide(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if a._special:
        return _invalid(ctx) if b._special else _new(sign, 0, 0, "F")
    if b._special:
        ctx._signal(Clamped)
        return _new(sign, 0, ctx.Etiny())
    if not b._int:
        if not a._int:
            return _invalid(ctx, DivisionUndefined)
        ctx._signal(DivisionByZero)
        return _new(sign, 0, 0, "F")
    ideal = a._exp - b._exp
    if not a._int:
        return _fix(_new(sign, 0, ideal), ctx)
    shift = _digits(b._int) - _digits(a._int) + ctx.prec + 1
    exp = ideal - shift
    x, y = (a._int * 10 ** shift, b._int) if shift >= 0 else (a._int, b._int * 10 ** -shift)
    n, r = divmod(x, y)
    if r:
        # A last digit that rounds as what follows does.
        if n % 5 == 0:
            n += 1
    else:
        while exp < ideal and n % 10 == 0:
            n //= 10
            exp += 1
    return _fix(_new(sign, n, exp), ctx)


def _integer_part(a, b, ctx, remainder):
    """Quotient, truncated, or remainder of finite numbers; None if the quotient is too long."""
    ideal = min(a._exp, b._exp)
    distance = a.adjusted() - b.adjusted()
    if not a._int or distance <= -2:
        return _lowered(a, ideal, ctx) if remainder else _new(a._sign ^ b._sign, 0, 0)
    if distance > ctx.prec:
        return None
    q, r = divmod(a._int * 10 ** (a._exp - ideal), b._int * 10 ** (b._exp - ideal))
    if q >= 10 ** ctx.prec:
        return None
    return _fix(_new(a._sign, r, ideal), ctx) if remainder else _new(a._sign ^ b._sign, q, 0)


def _lowered(d, exp, ctx):
    """d with a lower exponent, as far as the context has digits for it."""
    if not d._int:
        return _fix(_new(d._sign, 0, exp), ctx)
    k = min(d._exp - exp, ctx.prec + 1)
    return _fix(_new(d._sign, d._int * 10 ** k, d._exp - k), ctx)


def _divide_both(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan, nan
    sign = a._sign ^ b._sign
    undefined = _new(0, 0, 0, "n")
    if a._special:
        return undefined if b._special else _new(sign, 0, 0, "F"), _invalid(ctx)
    if b._special:
        return _new(sign, 0, 0), _fix(a, ctx)
    if not b._int:
        if not a._int:
            return _invalid(ctx, DivisionUndefined), undefined
        ctx._signal(DivisionByZero)
        return _new(sign, 0, 0, "F"), _invalid(ctx)
    quotient = _integer_part(a, b, ctx, False)
    if quotient is None:
        return _invalid(ctx, DivisionImpossible), undefined
    return quotient, _integer_part(a, b, ctx, True)


def _floor_divide(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if a._special:
        return _invalid(ctx) if b._special else _new(sign, 0, 0, "F")
    if b._special:
        return _new(sign, 0, 0)
    if not b._int:
        if not a._int:
            return _invalid(ctx, DivisionUndefined)
        ctx._signal(DivisionByZero)
        return _new(sign, 0, 0, "F")
    part = _integer_part(a, b, ctx, False)
    return _invalid(ctx, DivisionImpossible) if part is None else part


def _remainder(a, b, ctx):
    nan = _nan_of(ctx, a, b)
    if nan is not None:
        return nan
    if a._special:
        return _invalid(ctx)
    if b._special:
        return _fix(a, ctx)
    if not b._int:
        return _invalid(ctx, InvalidOperation if a._int else DivisionUndefined)
    part = _integer_part(a, b, ctx, True)
    return _invalid(ctx, DivisionImpossible) if part is None else part


def _integral(d, rounding):
    """d without a fraction, exactly."""
    if d._special or d._exp >= 0:
        return d
    n, _ = _rounded(d._int, min(-d._exp, _digits(d._int) + 1), rounding, d._sign)
    return _new(d._sign, n, 0)


def _to_place(d, exp, rounding):
    drop = exp - d._exp
    if drop <= 0:
        return _new(d._sign, d._int * 10 ** -drop, exp)
    n, _ = _rounded(d._int, min(drop, _digits(d._int) + 1), rounding, d._sign)
    return _new(d._sign, n, exp)


def _to_digits(d, places, rounding):
    """d with exactly so many digits."""
    if not d._int:
        return _new(d._sign, 0, d.adjusted() + 1 - places)
    d2 = _to_place(d, d.adjusted() + 1 - places, rounding)
    return d2 if _digits(d2._int) <= places else _to_place(d2, d2._exp + 1, rounding)
