"""Further operations on decimal numbers: orders, neighbours, places, and coefficients as rows of digits."""

from _decimal_arithmetic import (_add, _compare, _digits, _fix, _integral, _invalid, _lowered, _multiply, _nan_of, _new,
                                 _rounded, _int_of, _text)
from _decimal_context import (Clamped, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact, InvalidOperation,
                              Overflow, ROUND_CEILING, ROUND_FLOOR, Rounded, Subnormal, Underflow)


# --- orders --------------------------------------------------------------------------------------------------

def _compare_numbers(d, other, ctx):
    nan = _nan_of(ctx, d, other)
    if nan is not None:
        return nan
    c = _compare(d, other)
    return _new(int(c < 0), int(c != 0), 0)


def _compare_signal(d, other, ctx):
    if d._special in ("n", "N") or other._special in ("n", "N"):
        ctx._signal(InvalidOperation)
    return _compare_numbers(d, other, ctx)


def _total_key(d):
    """What the total order of absolute values goes by: numbers before signaling NaNs before quiet ones."""
    return {"": 0, "F": 0, "N": 1, "n": 2}[d._special]


def _total_order(a, b):
    """Less than zero, zero or more, as a stands to b in the total order."""
    if a._sign != b._sign:
        return b._sign - a._sign
    kinds = _total_key(a) - _total_key(b)
    if kinds or a._special in ("n", "N"):
        order = kinds or a._int - b._int
    else:
        order = _compare(*(_new(0, d._int, d._exp, d._special) for d in (a, b))) or a._exp - b._exp
    return -order if a._sign else order


def _sign_of(order):
    return _new(int(order < 0), int(order != 0), 0)


def _compare_total(d, other, ctx):
    return _sign_of(_total_order(d, other))


def _compare_total_mag(d, other, ctx):
    return _sign_of(_total_order(_magnitude(d), _magnitude(other)))


def _magnitude(d):
    return _new(0, d._int, d._exp, d._special)


def _same_quantum(d, other, ctx):
    if d._special or other._special:
        return d.is_nan() and other.is_nan() or d._special == other._special == "F"
    return d._exp == other._exp


def _chosen(a, b, ctx, way):
    """The larger or the smaller; a number rather than a quiet NaN."""
    if a._special in ("n", "N") or b._special in ("n", "N"):
        if a._special == "n" and b._special not in ("n", "N"):
            return _fix(b, ctx)
        if b._special == "n" and a._special not in ("n", "N"):
            return _fix(a, ctx)
        return _nan_of(ctx, a, b)
    c = _compare(a, b)
    if not c:
        # Of equal ones, sign and exponent decide.
        c = b._sign - a._sign or (a._exp - b._exp) * (-1 if a._sign else 1)
    return _fix(a if c * way >= 0 else b, ctx)


def _chosen_magnitude(a, b, ctx, way):
    """As _chosen, by absolute values; of equal ones, the sign decides."""
    if a._special in ("n", "N") or b._special in ("n", "N"):
        return _chosen(a, b, ctx, way)
    order = _compare(_magnitude(a), _magnitude(b))
    return _fix(a if order * way > 0 else b, ctx) if order else _chosen(a, b, ctx, way)


# --- neighbours ----------------------------------------------------------------------------------------------

def _neighbour(d, ctx, up):
    """The next number above or below that the context can hold."""
    nan = _nan_of(ctx, d)
    if nan is not None:
        return nan
    away = bool(d._sign) != up
    if d._special:
        return d if away else _new(d._sign, 10 ** ctx.prec - 1, ctx.Etop())
    quiet = ctx.copy()
    rounding = ROUND_CEILING if up else ROUND_FLOOR
    quiet.rounding = rounding
    rounded = _fix(d, quiet)
    if _compare(rounded, d):
        return rounded
    return _add(d, _new(int(not up), 1, ctx.Etiny() - 1), quiet)


def _next_minus(d, ctx):
    return _neighbour(d, ctx, False)


def _next_plus(d, ctx):
    return _neighbour(d, ctx, True)


def _next_toward(d, other, ctx):
    nan = _nan_of(ctx, d, other)
    if nan is not None:
        return nan
    order = _compare(d, other)
    if not order:
        return _new(other._sign, d._int, d._exp, d._special)
    result = _neighbour(d, ctx, order < 0)
    signals = ()
    if result._special:
        signals = (Overflow, Inexact, Rounded) if not d._special else ()
    elif result.adjusted() < ctx.Emin:
        signals = (Underflow, Subnormal, Inexact, Rounded) + (() if result._int else (Clamped,))
    for signal in signals:
        ctx._signal(signal)
    return result


# --- places --------------------------------------------------------------------------------------------------

def _quantize(d, exp, ctx, rounding=None):
    rounding = rounding or ctx.rounding
    nan = _nan_of(ctx, d, exp)
    if nan is not None:
        return nan
    if d._special or exp._special:
        return d if d._special and exp._special else _invalid(ctx)
    if not ctx.Etiny() <= exp._exp <= ctx.Emax:
        return _invalid(ctx)
    if not d._int:
        return _fix(_new(d._sign, 0, exp._exp), ctx)
    if d.adjusted() > ctx.Emax or d.adjusted() - exp._exp + 1 > ctx.prec:
        return _invalid(ctx)
    drop = exp._exp - d._exp
    if drop <= 0:
        n, inexact = d._int * 10 ** -drop, False
    else:
        n, inexact = _rounded(d._int, min(drop, _digits(d._int) + 1), rounding, d._sign)
    if n and _digits(n) > ctx.prec:
        return _invalid(ctx)
    if drop > 0:
        ctx._signal(Rounded)
    if inexact:
        ctx._signal(Inexact)
    return _fix(_new(d._sign, n, exp._exp), ctx)


def _normalize(d, ctx):
    d = _fix(d, ctx)
    if d._special:
        return d
    n, exp = d._int, d._exp
    if not n:
        return _new(d._sign, 0, 0)
    top = ctx.Etop() if ctx.clamp else ctx.Emax
    while n % 10 == 0 and exp < top:
        n //= 10
        exp += 1
    return _new(d._sign, n, exp)


def _to_integral_value(d, ctx, rounding=None):
    nan = _nan_of(ctx, d)
    return nan if nan is not None else _integral(d, rounding or ctx.rounding)


def _to_integral_exact(d, ctx, rounding=None):
    nan = _nan_of(ctx, d)
    if nan is not None:
        return nan
    whole = _integral(d, rounding or ctx.rounding)
    if whole is not d and d._int:
        ctx._signal(Rounded)
        if _compare(whole, d):
            ctx._signal(Inexact)
    return whole


def _fma(d, other, third, ctx):
    if d._special or other._special:
        product = _nan_of(ctx, d, other) or _multiply(d, other, ctx)
        # What the product is not allowed to be, the sum is not either.
        return product if product._special in ("n", "N") and (ctx._noted or third._special != "N") else _add(product, third, ctx)
    return _add(_new(d._sign ^ other._sign, d._int * other._int, d._exp + other._exp), third, ctx)


def _remainder_near(d, other, ctx):
    nan = _nan_of(ctx, d, other)
    if nan is not None:
        return nan
    if d._special or not other:
        return _invalid(ctx, DivisionUndefined if not d and not other else InvalidOperation)
    if other._special:
        return _fix(d, ctx)
    exp = min(d._exp, other._exp)
    distance = d.adjusted() - other.adjusted()
    if not d._int or distance <= -2:
        return _lowered(d, exp, ctx)
    if distance > ctx.prec:
        return _invalid(ctx, DivisionImpossible)
    x, y = d._int * 10 ** (d._exp - exp), other._int * 10 ** (other._exp - exp)
    q, r = divmod(x, y)
    if q + (2 * r + (q & 1) > y) >= 10 ** ctx.prec:
        return _invalid(ctx, DivisionImpossible)
    sign = d._sign
    if 2 * r + (q & 1) > y:
        r, sign = y - r, 1 - sign
    return _fix(_new(sign, r, exp), ctx)


def _count_in(d, ctx, most):
    """A whole number of at most so much, either way, as an operand must be; None if it is not."""
    if d._special or d._exp != 0:
        return None
    n = -d._int if d._sign else d._int
    return n if -most <= n <= most else None


def _scaleb(d, other, ctx):
    nan = _nan_of(ctx, d, other)
    if nan is not None:
        return nan
    by = _count_in(other, ctx, 2 * (ctx.Emax + ctx.prec))
    if by is None:
        return _invalid(ctx)
    return d if d._special else _fix(_new(d._sign, d._int, d._exp + by), ctx)


def _logb(d, ctx):
    nan = _nan_of(ctx, d)
    if nan is not None:
        return nan
    if d._special:
        return _new(0, 0, 0, "F")
    if not d._int:
        ctx._signal(DivisionByZero)
        return _new(1, 0, 0, "F")
    height = d.adjusted()
    return _fix(_new(int(height < 0), abs(height), 0), ctx)


# --- rows of digits ------------------------------------------------------------------------------------------

def _row(d, ctx):
    """The coefficient with as many digits as the context has."""
    return _text(d._int)[-ctx.prec:].rjust(ctx.prec, "0")


def _rotate(d, other, ctx):
    return _turned(d, other, ctx, lambda row, by: row[by:] + row[:by])


def _shift(d, other, ctx):
    def moved(row, by):
        return row[by:] + "0" * by if by >= 0 else "0" * -by + row[:by]
    return _turned(d, other, ctx, moved)


def _turned(d, other, ctx, turn):
    nan = _nan_of(ctx, d, other)
    if nan is not None:
        return nan
    by = _count_in(other, ctx, ctx.prec)
    if by is None:
        return _invalid(ctx)
    if d._special:
        return d
    return _new(d._sign, _int_of(turn(_row(d, ctx), by)), d._exp)


def _bits(ctx, *operands):
    """The rows of operands whose digits are all 0 or 1; None if there are others."""
    for d in operands:
        if d._special or d._sign or d._exp or set(_text(d._int)) - {"0", "1"}:
            return None
    return [_row(d, ctx) for d in operands]


def _bitwise(ctx, operands, test):
    rows = _bits(ctx, *operands)
    if rows is None:
        return _invalid(ctx)
    return _new(0, _int_of("".join("1" if test(*bits) else "0" for bits in zip(*rows))), 0)


def _logical_and(d, other, ctx):
    return _bitwise(ctx, (d, other), lambda a, b: a == b == "1")


def _logical_or(d, other, ctx):
    return _bitwise(ctx, (d, other), lambda a, b: "1" in (a, b))


def _logical_xor(d, other, ctx):
    return _bitwise(ctx, (d, other), lambda a, b: a != b)


def _logical_invert(d, ctx):
    return _bitwise(ctx, (d,), lambda a: a == "0")
