"""Decimal fixed-point and floating-point arithmetic, by the General Decimal Arithmetic Specification.

A Decimal is a sign, a coefficient and an exponent, or an infinity or NaN. The type is made by the interpreter; what it does stands here.
"""

import _decimal
import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException",
           "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow",
           "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined",
           "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP",
           "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext", "MAX_PREC", "MAX_EMAX",
           "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
              ROUND_05UP)

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = True
__version__ = "1.70"
__libmpdec_version__ = "2.5.1"

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
Decimal = _decimal.Decimal


# --- signals -------------------------------------------------------------------------------------------------

class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
# In the order in which contexts show them.
_SHOWN = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


# --- contexts ------------------------------------------------------------------------------------------------

class Context:
    """The context affects almost all operations and controls rounding,
    Over/Underflow, raising of exceptions and much more.  A new context
    can be initialized as follows:

        >>> c = Context(prec=28, Emin=-425000000, Emax=425000000,
        ...             rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,
        ...             traps=[InvalidOperation, DivisionByZero, Overflow],
        ...             flags=[])
        >>>
    """

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        default = globals().get("DefaultContext")
        given = {"prec": prec, "rounding": rounding, "Emin": Emin, "Emax": Emax, "capitals": capitals, "clamp": clamp}
        for name, value in given.items():
            setattr(self, name, getattr(default, name) if value is None else value)
        self.traps = _signal_dict(default.traps.copy() if traps is None else traps)
        self.flags = _signal_dict([] if flags is None else flags)

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
        elif name == "rounding" and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        elif name == "Emin" and not MIN_EMIN <= value <= 0:
            raise ValueError("valid range for Emin is [MIN_EMIN, 0]")
        elif name == "Emax" and not 0 <= value <= MAX_EMAX:
            raise ValueError("valid range for Emax is [0, MAX_EMAX]")
        elif name in ("capitals", "clamp") and value not in (0, 1):
            raise ValueError("valid values for %s are 0 or 1" % name)
        object.__setattr__(self, name, value)

    def __repr__(self):
        names = [", ".join(s.__name__ for s in _SHOWN if d[s]) for d in (self.flags, self.traps)]
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{names[0]}], traps=[{names[1]}])")

    def copy(self):
        """Return a duplicate of the context with all flags cleared."""
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags.copy(),
                       self.traps.copy())

    __copy__ = copy

    def clear_flags(self):
        """Reset all flags to False."""
        for s in self.flags:
            self.flags[s] = False

    def clear_traps(self):
        """Set all traps to False."""
        for s in self.traps:
            self.traps[s] = False

    def Etiny(self):
        """Return a value equal to Emin - prec + 1."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """Return a value equal to Emax - prec + 1."""
        return self.Emax - self.prec + 1

    def _signal(self, signal, reason=None):
        """Set a flag; raise if it is trapped."""
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([reason or signal])

    def create_decimal(self, num="0", /):
        """Create a new Decimal instance from num, using self as the context."""
        return _fix(Decimal(num, self), self)

    def create_decimal_from_float(self, f, /):
        """Create a new Decimal instance from float f."""
        return _fix(Decimal.from_float(f), self)


def _signal_dict(of):
    if isinstance(of, dict):
        return {s: bool(of.get(s)) for s in _SIGNALS}
    return {s: s in of for s in _SIGNALS}


def _plain_context(**fields):
    c = object.__new__(Context)
    for name, value in fields.items():
        setattr(c, name, value)
    return c


DefaultContext = _plain_context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0,
                                flags=_signal_dict([]), traps=_signal_dict([DivisionByZero, Overflow, InvalidOperation]))
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])
_current = None


def getcontext():
    """Get the current default context."""
    global _current
    if _current is None:
        _current = DefaultContext.copy()
    return _current


def setcontext(context, /):
    """Set a new default context."""
    global _current
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context


class _ContextManager:
    def __init__(self, new):
        self.new = new.copy()

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.new)
        return self.new

    def __exit__(self, *exc_info):
        setcontext(self.saved)


def localcontext(ctx=None, **kwargs):
    """Return a context manager that will set the default context to a copy of ctx
    on entry to the with-statement and restore the previous default context when
    exiting the with-statement. If no context is supplied, a copy of the current
    default context is used."""
    manager = _ContextManager(getcontext() if ctx is None else ctx)
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(manager.new, name, _signal_dict(value) if name in ("flags", "traps") else value)
    return manager


# --- making and rounding -------------------------------------------------------------------------------------

def _new(sign, coefficient, exp, special="", cls=Decimal):
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


def _fix(d, ctx):
    """d as the context wants it."""
    if d._special:
        return _quiet(d, ctx) if d._special in "nN" else d
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
        return _overflow(sign, ctx)
    subnormal = exp + length - 1 < ctx.Emin
    if exp < wanted:
        drop = wanted - exp
        n, inexact = _rounded(n, min(drop, length + 1), ctx.rounding, sign)
        if _digits(n) > ctx.prec:
            n //= 10
            wanted += 1
        if wanted + _digits(n) - 1 > ctx.Emax:
            return _overflow(sign, ctx)
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


def _overflow(sign, ctx):
    ctx._signal(Overflow)
    ctx._signal(Inexact)
    ctx._signal(Rounded)
    if ctx.rounding in (ROUND_DOWN, ROUND_05UP) or ctx.rounding == (ROUND_FLOOR if not sign else ROUND_CEILING):
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


_parser = _re.compile(r"""
    (?P<sign>[-+])?
    (?: (?=\d|\.\d) (?P<int>\d*) (?:\.(?P<frac>\d*))? (?:E(?P<exp>[-+]?\d+))?
      | Inf(?:inity)?
      | (?P<signal>s)? NaN (?P<diag>\d*) )
    \Z""", _re.VERBOSE | _re.IGNORECASE).match


def _from_text(cls, text, ctx):
    m = _parser(text.strip().replace("_", ""))
    if m is None:
        ctx._signal(InvalidOperation, ConversionSyntax)
        return _new(0, 0, 0, "n", cls)
    sign = int(m["sign"] == "-")
    if m["int"] is not None:
        frac = m["frac"] or ""
        return _new(sign, _int_of(m["int"] + frac), int(m["exp"] or 0) - len(frac), "", cls)
    if m["diag"] is not None:
        return _new(sign, _int_of(m["diag"]), 0, "N" if m["signal"] else "n", cls)
    return _new(sign, 0, 0, "F", cls)


def _int_of(text):
    if len(text) <= 4000:
        return int(text or 0)
    half = len(text) // 2
    return _int_of(text[:-half]) * 10 ** half + _int_of(text[-half:])


def _from_tuple(cls, value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exp = value
    if sign not in (0, 1) or not isinstance(sign, int):
        raise ValueError("sign must be an integer with the value 0 or 1")
    for d in digits:
        if not isinstance(d, int) or not 0 <= d <= 9:
            raise ValueError("coefficient must be a tuple of digits")
    n = _int_of("".join(map(str, digits)))
    if exp in ("F", "n", "N"):
        return _new(sign, 0 if exp == "F" else n, 0, exp, cls)
    if isinstance(exp, str):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    if not isinstance(exp, int):
        raise ValueError("exponent must be an integer")
    return _new(sign, n, exp, "", cls)


def _from_float(cls, f):
    if f != f or f in (_math.inf, -_math.inf):
        return _new(int(_math.copysign(1, f) < 0), 0, 0, "n" if f != f else "F", cls)
    sign = int(_math.copysign(1.0, f) < 0)
    n, d = abs(f).as_integer_ratio()
    k = d.bit_length() - 1
    return _new(sign, n * 5 ** k, -k, "", cls)


def _operand(value):
    """An operand as Decimal; None if it cannot be one."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _new(int(value < 0), abs(int(value)), 0)
    return None


def _comparable(self, other, equality):
    """The other side of a comparison; None if there is none."""
    if isinstance(other, (Decimal, int)):
        return _operand(other)
    if isinstance(other, float):
        ctx = getcontext()
        ctx.flags[FloatOperation] = True
        if ctx.traps[FloatOperation] and not equality:
            raise FloatOperation(["strict semantics for mixing floats and Decimals are enabled"])
        return _from_float(Decimal, other)
    if isinstance(other, _numbers.Rational) and not self._special:
        return Decimal(other.numerator), other.denominator
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


def _methods(cls):
    skipped = {"__module__", "__qualname__", "__dict__", "__weakref__", "__doc__", "__firstlineno__",
               "__static_attributes__"}
    _decimal.fill(Decimal, {name: value for name, value in vars(cls).items() if name not in skipped})
    return Decimal


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
    if not a._special and not b._special and a._int and not b._int:
        ctx.flags[InvalidOperation] = ctx.flags[DivisionByZero] = True
        if ctx.traps[InvalidOperation] or ctx.traps[DivisionByZero]:
            raise InvalidOperation([InvalidOperation, DivisionByZero])
        return _new(a._sign ^ b._sign, 0, 0, "F"), _new(0, 0, 0, "n")
    return _floor_divide(a, b, ctx), _remainder(a, b, ctx)


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
    if a._special or not a._int:
        # Powers of infinity and zero.
        grows = bool(a._special) != bool(b._sign)
        return _new(sign, 0, 0, "F") if grows else _new(sign, 0, 0)
    if b._special:
        one = _compare(_new(0, a._int, a._exp), _new(0, 1, 0))
        if a._sign:
            return _invalid(ctx)
        if not one:
            return _inexact_one(ctx)
        return _new(0, 0, 0, "F") if (one > 0) != bool(b._sign) else _new(0, 0, 0)
    if not whole and not _compare(a, _new(0, 1, 0)):
        return _inexact_one(ctx)
    if whole and abs(int(b)) * _digits(a._int) < 20000:
        n = abs(int(b))
        if not b._sign:
            return _fix(_new(sign, a._int ** n, a._exp * n), ctx)
        return _divide(_new(0, 1, 0), _new(sign, a._int ** n, a._exp * n), ctx)
    work = ctx.prec + 10 + _digits(abs(int(b)) if b.adjusted() < 30 else 1)
    logarithm = _ln_scaled(a._int, a._exp, work)
    product = logarithm * b._int * (-1 if b._sign else 1)
    product = product * 10 ** b._exp if b._exp >= 0 else product // 10 ** -b._exp
    d = _to_digits(_new(sign, *_exp_scaled(product, work)), ctx.prec + 5, ROUND_HALF_EVEN)
    return _fix(_new(sign, d._int * 10 + 1, d._exp - 1), ctx)


def _inexact_one(ctx):
    ctx._signal(Inexact)
    ctx._signal(Rounded)
    return _new(0, 10 ** (ctx.prec - 1), 1 - ctx.prec)


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


def _written(d, eng, ctx):
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
    exponent = "" if left == point else ("e", "E")[ctx.capitals] + "%+d" % (left - point)
    return sign + whole + frac + exponent


def _binary(operation):
    def forward(self, other):
        other = _operand(other)
        return NotImplemented if other is None else operation(self, other, getcontext())

    def reflected(self, other):
        other = _operand(other)
        return NotImplemented if other is None else operation(other, self, getcontext())
    return forward, reflected


def _ordering(test):
    def compare(self, other):
        other = _comparable(self, other, False)
        if other is None:
            return NotImplemented
        if isinstance(other, tuple):
            self, other = _new(self._sign, self._int * other[1], self._exp), other[0]
        if self._special in ("n", "N") or other._special in ("n", "N"):
            getcontext()._signal(InvalidOperation)
            return False
        return test(_compare(self, other))
    return compare


def _argument(value):
    """An argument of a method: Decimal or int."""
    d = _operand(value)
    if d is None:
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
    return d


_HASH_MODULUS = 2 ** 61 - 1


@_methods
class Decimal:
    def __new__(cls, value="0", context=None):
        if context is not None and not isinstance(context, Context):
            raise TypeError("optional argument must be a context")
        if isinstance(value, str):
            return _from_text(cls, value, context or getcontext())
        if isinstance(value, int):
            return _new(int(value < 0), abs(int(value)), 0, "", cls)
        if isinstance(value, Decimal):
            if type(value) is cls:
                return value
            return _new(value._sign, value._int, value._exp, value._special, cls)
        if isinstance(value, float):
            (context or getcontext())._signal(FloatOperation)
            return _from_float(cls, value)
        if isinstance(value, (tuple, list)):
            return _from_tuple(cls, value)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def from_float(cls, f, /):
        """Class method that converts a float to a decimal number, exactly.
        Since 0.1 is not exactly representable in binary floating point,
        Decimal.from_float(0.1) is not the same as Decimal('0.1')."""
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        return _from_float(cls, f)

    __add__, __radd__ = _binary(_add)
    __sub__, __rsub__ = _binary(lambda a, b, ctx: _add(a, b if b._special in ("n", "N") else _negated(b), ctx))
    __mul__, __rmul__ = _binary(_multiply)
    __truediv__, __rtruediv__ = _binary(_divide)
    __floordiv__, __rfloordiv__ = _binary(_floor_divide)
    __mod__, __rmod__ = _binary(_remainder)
    __divmod__, __rdivmod__ = _binary(_divide_both)

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        return _power(self, other, getcontext())

    def __rpow__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _power(other, self, getcontext())

    __lt__ = _ordering(lambda c: c < 0)
    __le__ = _ordering(lambda c: c <= 0)
    __gt__ = _ordering(lambda c: c > 0)
    __ge__ = _ordering(lambda c: c >= 0)

    def __eq__(self, other):
        other = _comparable(self, other, True)
        if other is None:
            return NotImplemented
        if isinstance(other, tuple):
            self, other = _new(self._sign, self._int * other[1], self._exp), other[0]
        if "N" in (self._special, other._special):
            getcontext()._signal(InvalidOperation)
        if self._special in ("n", "N") or other._special in ("n", "N"):
            return False
        return _compare(self, other) == 0

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value")
            return object.__hash__(self) if self._special == "n" else -314159 if self._sign else 314159
        power = pow(10, self._exp, _HASH_MODULUS) if self._exp >= 0 else pow(pow(10, -1, _HASH_MODULUS), -self._exp,
                                                                              _HASH_MODULUS)
        value = self._int * power % _HASH_MODULUS
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def __bool__(self):
        return bool(self._special or self._int)

    def __neg__(self):
        ctx = getcontext()
        if self._special in ("n", "N"):
            return _quiet(self, ctx)
        zero = not self._special and not self._int
        return _fix(_new(0 if zero and ctx.rounding != ROUND_FLOOR else 1 - self._sign, self._int, self._exp, self._special),
                    ctx)

    def __pos__(self):
        ctx = getcontext()
        if not self and ctx.rounding != ROUND_FLOOR:
            return _fix(_new(0, self._int, self._exp), ctx)
        return _fix(self, ctx)

    def __abs__(self):
        return _fix(_new(0, self._int, self._exp, self._special), getcontext())

    def __int__(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self._special:
            return float(("-" if self._sign else "") + ("inf" if self._special == "F" else "nan"))
        return float(_written(self, False, DefaultContext))

    def __complex__(self):
        return complex(float(self))

    def __round__(self, ndigits=None):
        if ndigits is not None:
            if not isinstance(ndigits, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(_new(0, 1, -ndigits))
        return int(_whole(self, ROUND_HALF_EVEN))

    def __floor__(self):
        return int(_whole(self, ROUND_FLOOR))

    def __ceil__(self):
        return int(_whole(self, ROUND_CEILING))

    def __str__(self):
        return _written(self, False, getcontext())

    def __repr__(self):
        return f"Decimal('{_written(self, False, getcontext())}')"

    def __format__(self, spec, /):
        return _formatted(self, spec, getcontext())

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    real = property(lambda self: self)
    imag = property(lambda self: _new(0, 0, 0))

    def conjugate(self):
        """Return self."""
        return self

    def as_tuple(self):
        """Return a tuple representation of the number."""
        digits = tuple(map(int, _text(self._int))) if self._special in ("", "F") or self._int else ()
        return DecimalTuple(self._sign, digits, self._special or self._exp)

    def as_integer_ratio(self):
        """Decimal.as_integer_ratio() -> (int, int)

        Return a pair of integers, whose ratio is exactly equal to the original
        Decimal and with a positive denominator. The ratio is in lowest terms.
        Raise OverflowError on infinities and a ValueError on NaNs."""
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        common = _math.gcd(n, d)
        return n // common, d // common

    def adjusted(self):
        """Return the adjusted exponent of the number.  Defined as exp + digits - 1."""
        return 0 if self._special else self._exp + _digits(self._int) - 1

    def is_nan(self):
        """Return True if the argument is a (quiet or signaling) NaN and False otherwise."""
        return self._special in ("n", "N")

    def is_qnan(self):
        """Return True if the argument is a quiet NaN, and False otherwise."""
        return self._special == "n"

    def is_snan(self):
        """Return True if the argument is a signaling NaN and False otherwise."""
        return self._special == "N"

    def is_infinite(self):
        """Return True if the argument is either positive or negative infinity and False otherwise."""
        return self._special == "F"

    def is_finite(self):
        """Return True if the argument is a finite number, and False if the argument is infinite or a NaN."""
        return not self._special

    def is_signed(self):
        """Return True if the argument has a negative sign and False otherwise."""
        return bool(self._sign)

    def is_zero(self):
        """Return True if the argument is a (positive or negative) zero and False otherwise."""
        return not self._special and not self._int

    def is_canonical(self):
        """Return True if the argument is canonical and False otherwise."""
        return True

    def canonical(self):
        """Return the canonical encoding of the argument."""
        return self

    def is_normal(self, context=None):
        """Return True if the argument is a normal finite number and False otherwise."""
        return bool(not self._special and self._int and self.adjusted() >= (context or getcontext()).Emin)

    def is_subnormal(self, context=None):
        """Return True if the argument is subnormal, and False otherwise."""
        return bool(not self._special and self._int and self.adjusted() < (context or getcontext()).Emin)

    def number_class(self, context=None):
        """Return a string describing the class of the operand."""
        if self._special in ("n", "N"):
            return "sNaN" if self._special == "N" else "NaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def copy_abs(self):
        """Return the absolute value of the argument."""
        return _new(0, self._int, self._exp, self._special)

    def copy_negate(self):
        """Return the negation of the argument."""
        return _negated(self)

    def copy_sign(self, other, context=None):
        """Return a copy of the first operand with the sign set to be the same as the sign of the second operand."""
        return _new(_argument(other)._sign, self._int, self._exp, self._special)

    def radix(self):
        """Return Decimal(10), the radix (base) in which the Decimal class does all its arithmetic."""
        return _new(0, 10, 0)

    def same_quantum(self, other, context=None):
        """Test whether self and other have the same exponent or whether both are NaN."""
        other = _argument(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self._special == other._special == "F"
        return self._exp == other._exp

    def compare(self, other, context=None):
        """Compare self to other.  Return a decimal value: -1, 0, 1, or NaN."""
        ctx, other = context or getcontext(), _argument(other)
        nan = _nan_of(ctx, self, other)
        if nan is not None:
            return nan
        c = _compare(self, other)
        return _new(int(c < 0), int(c != 0), 0)

    def quantize(self, exp, rounding=None, context=None):
        """Return a value equal to the first operand after rounding and having the
        exponent of the second operand."""
        ctx, exp = context or getcontext(), _argument(exp)
        rounding = rounding or ctx.rounding
        nan = _nan_of(ctx, self, exp)
        if nan is not None:
            return nan
        if self._special or exp._special:
            return self if self._special and exp._special else _invalid(ctx)
        if not ctx.Etiny() <= exp._exp <= ctx.Emax:
            return _invalid(ctx)
        if not self._int:
            return _fix(_new(self._sign, 0, exp._exp), ctx)
        if self.adjusted() > ctx.Emax or self.adjusted() - exp._exp + 1 > ctx.prec:
            return _invalid(ctx)
        drop = exp._exp - self._exp
        if drop <= 0:
            n, inexact = self._int * 10 ** -drop, False
        else:
            n, inexact = _rounded(self._int, min(drop, _digits(self._int) + 1), rounding, self._sign)
        if n and _digits(n) > ctx.prec:
            return _invalid(ctx)
        if drop > 0:
            ctx._signal(Rounded)
        if inexact:
            ctx._signal(Inexact)
        return _fix(_new(self._sign, n, exp._exp), ctx)

    def normalize(self, context=None):
        """Normalize the number by stripping trailing 0s and
        converting anything equal to 0 to Decimal('0')."""
        ctx = context or getcontext()
        d = _fix(self, ctx)
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

    def to_integral_value(self, rounding=None, context=None):
        """Round to the nearest integer without signaling either Inexact or Rounded."""
        ctx = context or getcontext()
        nan = _nan_of(ctx, self)
        return nan if nan is not None else _integral(self, rounding or ctx.rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """Round to the nearest integer, signaling Inexact or Rounded as appropriate if rounding occurs."""
        ctx = context or getcontext()
        nan = _nan_of(ctx, self)
        if nan is not None:
            return nan
        d = _integral(self, rounding or ctx.rounding)
        if d is not self:
            ctx._signal(Rounded)
            if _compare(d, self):
                ctx._signal(Inexact)
        return d

    def to_eng_string(self, context=None):
        """Convert to an engineering-type string."""
        return _written(self, True, context or getcontext())

    def fma(self, other, third, context=None):
        """Fused multiply-add.  Return self*other+third with no rounding of the intermediate product."""
        ctx, other, third = context or getcontext(), _argument(other), _argument(third)
        if self._special or other._special:
            return _add(_multiply(self, other, ctx), third, ctx)
        return _add(_new(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp), third, ctx)

    def max(self, other, context=None):
        """Maximum of self and other."""
        return _chosen(self, _argument(other), context or getcontext(), 1)

    def min(self, other, context=None):
        """Minimum of self and other."""
        return _chosen(self, _argument(other), context or getcontext(), -1)

    def remainder_near(self, other, context=None):
        """Return the remainder from dividing self by other, nearest to zero."""
        ctx, other = context or getcontext(), _argument(other)
        nan = _nan_of(ctx, self, other)
        if nan is not None:
            return nan
        if self._special or not other:
            return _invalid(ctx, DivisionUndefined if not self and not other else InvalidOperation)
        if other._special:
            return _fix(self, ctx)
        exp = min(self._exp, other._exp)
        distance = self.adjusted() - other.adjusted()
        if not self._int or distance <= -2:
            return _lowered(self, exp, ctx)
        if distance > ctx.prec:
            return _invalid(ctx, DivisionImpossible)
        x, y = self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp)
        q, r = divmod(x, y)
        if q + (2 * r + (q & 1) > y) >= 10 ** ctx.prec:
            return _invalid(ctx, DivisionImpossible)
        sign = self._sign
        if 2 * r + (q & 1) > y:
            r, sign = y - r, 1 - sign
        return _fix(_new(sign, r, exp), ctx)

    def scaleb(self, other, context=None):
        """Return the first operand with the exponent adjusted the second."""
        return _fix(_new(self._sign, self._int, self._exp + int(other), self._special), context or getcontext())

    def logb(self, context=None):
        """Return the adjusted exponent of the operand as a Decimal instance."""
        ctx = context or getcontext()
        nan = _nan_of(ctx, self)
        if nan is not None:
            return nan
        if self._special:
            return _new(0, 0, 0, "F")
        if not self._int:
            ctx._signal(DivisionByZero)
            return _new(1, 0, 0, "F")
        return Decimal(self.adjusted())

    def sqrt(self, context=None):
        """Return the square root of the argument to full precision."""
        ctx = context or getcontext()
        nan = _nan_of(ctx, self)
        if nan is not None:
            return nan
        if not self._special and not self._int:
            return _fix(_new(self._sign, 0, self._exp // 2), ctx)
        if self._sign:
            return _invalid(ctx)
        if self._special:
            return self
        exp = self._exp >> 1
        n = self._int * 10 if self._exp & 1 else self._int
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
        rounding = ctx.copy()
        rounding.rounding = ROUND_HALF_EVEN
        result = _fix(_new(0, root, exp), rounding)
        ctx.flags.update({s: True for s in _SIGNALS if rounding.flags[s]})
        return result

    def exp(self, context=None):
        """Return the value of the (natural) exponential function e**x at the given number."""
        ctx = context or getcontext()
        nan = _nan_of(ctx, self)
        if nan is not None:
            return nan
        if self._special:
            return _new(0, 0, 0) if self._sign else self
        if not self._int:
            return _new(0, 1, 0)
        if self.adjusted() > 8:
            return _fix(_new(0, 1, ctx.Emax + 1 if not self._sign else ctx.Etiny() - ctx.prec), ctx)
        p = ctx.prec + 10 + max(self.adjusted(), 0)
        x = self._int * 10 ** (p + self._exp) if p + self._exp >= 0 else self._int // 10 ** -(p + self._exp)
        n, exp = _exp_scaled(-x if self._sign else x, p)
        return _nearest(n, exp, 0, ctx)

    def ln(self, context=None):
        """Return the natural (base e) logarithm of the operand."""
        return _logarithm(self, context or getcontext(), False)

    def log10(self, context=None):
        """Return the base ten logarithm of the operand."""
        return _logarithm(self, context or getcontext(), True)


# --- what the methods share ----------------------------------------------------------------------------------

def _whole(d, rounding):
    if d._special == "F":
        raise OverflowError("cannot convert Infinity to integer")
    if d._special:
        raise ValueError("cannot convert NaN to integer")
    return _integral(d, rounding)


def _nearest(n, exp, sign, ctx):
    """An inexact result of more digits than are wanted, rounded to the nearest."""
    rounding = ctx.copy()
    rounding.rounding = ROUND_HALF_EVEN
    result = _fix(_new(sign, n * 10 + 1, exp - 1), rounding)
    ctx.flags.update({s: True for s in _SIGNALS if rounding.flags[s]})
    return result


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
        return _fix(Decimal(d.adjusted()), ctx)
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


_spec = _re.compile(r"""(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>\#)?(?P<zero>0)?
    (?P<width>(?!0)\d+)?(?P<comma>[,_])?(?:\.(?P<prec>\d+))?(?P<type>[eEfFgGn%])?\Z""", _re.VERBOSE | _re.DOTALL).match


def _formatted(d, spec, ctx):
    m = _spec(spec)
    if m is None or m["comma"] == "_":
        raise ValueError("invalid format string")
    kind, prec = m["type"], m["prec"] and int(m["prec"])
    align, fill = m["align"], m["fill"] or " "
    if m["zero"] and not align:
        align, fill = "=", "0"
    rounding = ctx.rounding
    if d._special:
        body = _written(_new(0, d._int, 0, d._special), False, ctx)
        if kind == "%":
            body += "%"
        if fill == "0" and align == "=":
            fill, align = " ", ">"
    else:
        if kind == "%":
            d = _new(d._sign, d._int, d._exp + 2)
        if prec is not None and kind in ("e", "E"):
            d = _to_digits(d, prec + 1, rounding)
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
        body = whole + ("." + frac if frac else "")
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


# Operations as methods of contexts.
def _context_method(name, operands):
    def method(self, a, *more):
        a, more = _argument(a), [_argument(b) for b in more]
        if len(more) != operands:
            raise TypeError(f"{name}() takes exactly {operands + 1} arguments ({len(more) + 1} given)")
        return getattr(Decimal, name)(a, *more, context=self)
    method.__name__ = name
    return method


for _name, _operands in (("compare", 1), ("exp", 0), ("fma", 2), ("ln", 0), ("log10", 0), ("logb", 0), ("max", 1), ("min", 1),
                         ("normalize", 0), ("quantize", 1), ("remainder_near", 1), ("sqrt", 0), ("scaleb", 1),
                         ("to_integral_value", 0), ("to_integral_exact", 0), ("to_eng_string", 0), ("number_class", 0)):
    setattr(Context, _name, _context_method(_name, _operands))
for _name, _function in (("add", _add), ("multiply", _multiply), ("divide", _divide), ("divide_int", _floor_divide),
                         ("remainder", _remainder), ("power", _power)):
    setattr(Context, _name, lambda self, a, b, _f=_function: _f(_argument(a), _argument(b), self))
Context.subtract = lambda self, a, b: _add(_argument(a), _negated(_argument(b)), self)
Context.plus = lambda self, a: _add(_argument(a), _new(0, 0, _argument(a)._exp), self)
Context.minus = lambda self, a: _add(_new(0, 0, _argument(a)._exp), _negated(_argument(a)), self)
Context.abs = lambda self, a: _fix(_argument(a).copy_abs(), self)
Context.to_sci_string = lambda self, a: _written(_argument(a), False, self)
del _name, _operands, _function
_numbers.Number.register(Decimal)
