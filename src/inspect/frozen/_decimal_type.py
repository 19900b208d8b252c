"""The methods of Decimal, a type made by the interpreter, and those of contexts that do the same."""

import _decimal
import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

import _decimal_functions as _functions
import _decimal_operations as _operations
from _decimal_arithmetic import (_add, _compare, _digits, _divide, _divide_both, _fix, _floor_divide, _int_of, _integral,
                                 _invalid, _multiply, _negated, _new, _quiet, _remainder, _text)
from _decimal_context import (Context, ConversionSyntax, FloatOperation, InvalidOperation, MAX_EMAX, MAX_PREC, MIN_ETINY,
                              ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, checked_rounding as _checked_rounding,
                              getcontext, given_or_current as _given_or_current)
from _decimal_format import _formatted, _written

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
DecimalTuple.__module__ = "decimal"
Decimal = _decimal.Decimal
_HASH_MODULUS = 2 ** 61 - 1


# --- reading -------------------------------------------------------------------------------------------------

_parser = _re.compile(r"""
    (?P<sign>[-+])?
    (?: (?=\d|\.\d) (?P<int>\d*) (?:\.(?P<frac>\d*))? (?:E(?P<exp>[-+]?\d+))?
      | Inf(?:inity)?
      | (?P<signal>s)? NaN (?P<diag>\d*) )
    \Z""", _re.VERBOSE | _re.IGNORECASE).match


def _from_text(text, ctx, exactly):
    """The number that a text means. To be read exactly, it may have white space around it and underscores in it."""
    if exactly:
        text = text.strip().replace("_", "")
    m = _parser(text)
    if m is None:
        return _invalid(ctx, ConversionSyntax)
    sign = int(m["sign"] == "-")
    if m["int"] is not None:
        frac = m["frac"] or ""
        return _new(sign, _int_of(m["int"] + frac), _int_of_exponent(m["exp"]) - len(frac))
    if m["diag"] is not None:
        n = _int_of(m["diag"])
        if not exactly and n and _digits(n) > ctx.prec - ctx.clamp:
            return _invalid(ctx, ConversionSyntax)
        return _new(sign, n, 0, "N" if m["signal"] else "n")
    return _new(sign, 0, 0, "F")


def _int_of_exponent(text):
    """An exponent; one of very many digits is out of all bounds anyway."""
    if not text:
        return 0
    digits = text.lstrip("+-")
    n = int(digits) if len(digits) < 4000 else 10 ** 4000
    return -n if text[0] == "-" else n


def _from_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exp = value
    if sign not in (0, 1) or not isinstance(sign, int):
        raise ValueError("sign must be an integer with the value 0 or 1")
    if not isinstance(digits, (tuple, list)):
        raise ValueError("coefficient must be a tuple of digits")
    for d in digits:
        if not isinstance(d, int) or not 0 <= d <= 9:
            raise ValueError("coefficient must be a tuple of digits")
    n = _int_of("".join(map(str, digits)))
    if exp in ("F", "n", "N"):
        return _new(sign, 0 if exp == "F" else n, 0, exp)
    if isinstance(exp, str):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    if not isinstance(exp, int):
        raise ValueError("exponent must be an integer")
    if not -2 ** 63 <= exp < 2 ** 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return _new(sign, n, exp)


def _from_float(f):
    # What a subclass makes of the number does not count.
    f = float.__pos__(f)
    if f != f or f in (_math.inf, -_math.inf):
        return _new(0, 0, 0, "n") if f != f else _new(int(f < 0), 0, 0, "F")
    sign = int(_math.copysign(1.0, f) < 0)
    n, d = float.__abs__(f).as_integer_ratio()
    k = d.bit_length() - 1
    return _new(sign, n * 5 ** k, -k)


def _converted(value, ctx, exactly):
    """Any value that a Decimal can be made of, as one."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        return _from_text(value, ctx, exactly)
    if isinstance(value, int):
        return _new(int(value < 0), abs(int(value)), 0)
    if isinstance(value, float):
        ctx._signal(FloatOperation)
        return _from_float(value)
    if isinstance(value, (tuple, list)):
        return _from_tuple(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _in_bounds(d, ctx):
    """d, if any context could hold it exactly."""
    if d._special:
        return d
    if d._exp < MIN_ETINY or d._exp + _digits(d._int) - 1 > MAX_EMAX or _digits(d._int) > MAX_PREC:
        return _invalid(ctx)
    return d


def _operand(value):
    """An operand as Decimal; None if it cannot be one."""
    if isinstance(value, Decimal):
        return value if type(value) is Decimal else _plain(value)
    if isinstance(value, int):
        return _new(int(value < 0), abs(int(value)), 0)
    return None


def _plain(d):
    """The same as a Decimal, which results are even if an operand is of a subclass."""
    return _new(d._sign, d._int, d._exp, d._special)


def _comparable(self, other, equality):
    """The other side of a comparison; None if there is none."""
    if isinstance(other, (Decimal, int)):
        return _operand(other)
    if isinstance(other, complex) and equality:
        if other.imag:
            return None
        other = other.real
    if isinstance(other, float):
        ctx = getcontext()
        if equality:
            ctx.flags[FloatOperation] = True
        else:
            ctx._signal(FloatOperation)
            ctx._settle(None)
        return _from_float(other)
    if isinstance(other, _numbers.Rational):
        return _operand(other.numerator), 1 if self._special else other.denominator
    return None


def _argument(value):
    """An argument of a method: Decimal or int."""
    d = _operand(value)
    if d is None:
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
    return d


def _methods(cls):
    skipped = {"__module__", "__qualname__", "__dict__", "__weakref__", "__doc__", "__firstlineno__",
               "__static_attributes__"}
    _decimal.fill(Decimal, {name: value for name, value in vars(cls).items() if name not in skipped})
    return Decimal


# --- methods that have an operation each ---------------------------------------------------------------------

def _binary(operation):
    def forward(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        ctx = getcontext()
        result = operation(_plain(self) if type(self) is not Decimal else self, other, ctx)
        return ctx._settle(result) if ctx._noted else result

    def reflected(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        ctx = getcontext()
        return ctx._settle(operation(other, _operand(self), ctx))
    return forward, reflected


def _ordering(test):
    def compare(self, other):
        other = _comparable(self, other, False)
        if other is None:
            return NotImplemented
        if isinstance(other, tuple):
            self, other = _new(self._sign, self._int * other[1], self._exp, self._special), other[0]
        if self._special in ("n", "N") or other._special in ("n", "N"):
            ctx = getcontext()
            ctx._signal(InvalidOperation)
            return ctx._settle(False)
        return test(_compare(self, other))
    return compare


def _unary_method(operation, doc):
    def method(self, context=None):
        ctx = _given_or_current(context)
        return ctx._settle(operation(_operand(self), ctx))
    method.__doc__ = doc
    return method


def _binary_method(operation, doc):
    def method(self, other, context=None):
        ctx = _given_or_current(context)
        return ctx._settle(operation(_operand(self), _argument(other), ctx))
    method.__doc__ = doc
    return method


def _rounding_method(operation, doc):
    def method(self, rounding=None, context=None):
        ctx = _given_or_current(context)
        return ctx._settle(operation(_operand(self), ctx, _checked_rounding(rounding, ctx)))
    method.__doc__ = doc
    return method


def _subtract(a, b, ctx):
    return _add(a, b if b._special in ("n", "N") else _negated(b), ctx)


def _minus(d, ctx):
    if d._special in ("n", "N"):
        return _quiet(d, ctx)
    zero = not d._special and not d._int
    return _fix(_new(0 if zero and ctx.rounding != ROUND_FLOOR else 1 - d._sign, d._int, d._exp, d._special), ctx)


def _plus(d, ctx):
    if not d and ctx.rounding != ROUND_FLOOR:
        return _fix(_new(0, d._int, d._exp), ctx)
    return _fix(d, ctx)


def _absolute(d, ctx):
    return _quiet(d, ctx) if d._special in ("n", "N") else _fix(_new(0, d._int, d._exp, d._special), ctx)


def _power(a, b, ctx, modulo=None):
    return _functions._power(a, b, ctx) if modulo is None else _functions._power_modulo(a, b, modulo, ctx)


# --- the type ------------------------------------------------------------------------------------------------

def _whole(d, rounding):
    """An int."""
    if d._special == "F":
        raise OverflowError("cannot convert Infinity to integer")
    if d._special:
        raise ValueError("cannot convert NaN to integer")
    d = _integral(d, rounding)
    n = d._int * 10 ** d._exp
    return -n if d._sign else n


@_methods
class Decimal:
    def __new__(cls, value="0", context=None):
        ctx = _given_or_current(context)
        d = _converted(value, ctx, True)
        if not isinstance(value, (Decimal, float)):
            d = ctx._settle(_in_bounds(d, ctx))
        elif ctx._noted:
            ctx._settle(d)
        return d if type(d) is cls is Decimal else _new(d._sign, d._int, d._exp, d._special, cls)

    @classmethod
    def from_float(cls, f, /):
        """Class method that converts a float to a decimal number, exactly.
        Since 0.1 is not exactly representable in binary floating point,
        Decimal.from_float(0.1) is not the same as Decimal('0.1')."""
        if not isinstance(f, (int, float)):
            raise TypeError("argument must be int or float")
        d = _operand(f) if isinstance(f, int) else _from_float(f)
        return d if cls is Decimal else cls(d)

    __add__, __radd__ = _binary(_add)
    __sub__, __rsub__ = _binary(_subtract)
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
            modulo = _operand(modulo)
            if modulo is None:
                return NotImplemented
        ctx = getcontext()
        return ctx._settle(_power(_operand(self), other, ctx, modulo))

    def __rpow__(self, other, modulo=None):
        other = _operand(other)
        return NotImplemented if other is None else Decimal.__pow__(other, self, modulo)

    __lt__ = _ordering(lambda c: c < 0)
    __le__ = _ordering(lambda c: c <= 0)
    __gt__ = _ordering(lambda c: c > 0)
    __ge__ = _ordering(lambda c: c >= 0)

    def __eq__(self, other):
        other = _comparable(self, other, True)
        if other is None:
            return NotImplemented
        if isinstance(other, tuple):
            self, other = _new(self._sign, self._int * other[1], self._exp, self._special), other[0]
        if "N" in (self._special, other._special):
            ctx = getcontext()
            ctx._signal(InvalidOperation)
            ctx._settle(None)
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

    __neg__ = _unary_method(_minus, None)
    __pos__ = _unary_method(_plus, None)
    __abs__ = _unary_method(_absolute, None)

    def __int__(self):
        return _whole(self, ROUND_DOWN)

    __trunc__ = __int__

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self._special:
            return float(("-" if self._sign else "") + ("inf" if self._special == "F" else "nan"))
        return float(_written(self, False, 1))

    def __complex__(self):
        return complex(float(self))

    def __round__(self, ndigits=None):
        if ndigits is not None:
            if not isinstance(ndigits, int):
                raise TypeError("optional arg must be an integer")
            if not -2 ** 63 <= ndigits < 2 ** 63:
                raise OverflowError("Python int too large to convert to C ssize_t")
            ctx = getcontext()
            return ctx._settle(_operations._quantize(_operand(self), _new(0, 1, -ndigits), ctx))
        return _whole(self, ROUND_HALF_EVEN)

    def __floor__(self):
        return _whole(self, ROUND_FLOOR)

    def __ceil__(self):
        return _whole(self, ROUND_CEILING)

    def __str__(self):
        return _written(self, False, getcontext().capitals)

    def __repr__(self):
        return f"Decimal('{_written(self, False, getcontext().capitals)}')"

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
        return bool(not self._special and self._int and self.adjusted() >= _given_or_current(context).Emin)

    def is_subnormal(self, context=None):
        """Return True if the argument is subnormal, and False otherwise."""
        return bool(not self._special and self._int and self.adjusted() < _given_or_current(context).Emin)

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
        _given_or_current(context)
        return _new(_argument(other)._sign, self._int, self._exp, self._special)

    def radix(self):
        """Return Decimal(10), the radix (base) in which the Decimal class does all its arithmetic."""
        return _new(0, 10, 0)

    compare = _binary_method(_operations._compare_numbers,
                             "Compare self to other.  Return a decimal value: -1, 0, 1, or NaN.")
    compare_signal = _binary_method(_operations._compare_signal, "As compare(), but every NaN is an invalid operation.")
    compare_total = _binary_method(_operations._compare_total, "Compare by a total order, in which NaNs have a place too.")
    compare_total_mag = _binary_method(_operations._compare_total_mag, "As compare_total(), by absolute values.")
    same_quantum = _binary_method(_operations._same_quantum,
                                  "Test whether self and other have the same exponent or whether both are NaN.")

    def quantize(self, exp, rounding=None, context=None):
        """Return a value equal to the first operand after rounding and having the
        exponent of the second operand."""
        ctx = _given_or_current(context)
        rounding = _checked_rounding(rounding, ctx)
        return ctx._settle(_operations._quantize(_operand(self), _argument(exp), ctx, rounding))

    normalize = _unary_method(_operations._normalize, "Strip trailing zeros; anything equal to zero becomes a plain zero.")
    to_integral_value = _rounding_method(_operations._to_integral_value,
                                         "Round to the nearest integer without signaling either Inexact or Rounded.")
    to_integral = to_integral_value
    to_integral_exact = _rounding_method(
        _operations._to_integral_exact,
        "Round to the nearest integer, signaling Inexact or Rounded as appropriate if rounding occurs.")

    def to_eng_string(self, context=None):
        """Convert to an engineering-type string."""
        return _written(self, True, _given_or_current(context).capitals)

    def fma(self, other, third, context=None):
        """Fused multiply-add.  Return self*other+third with no rounding of the intermediate product."""
        ctx = _given_or_current(context)
        return ctx._settle(_operations._fma(_operand(self), _argument(other), _argument(third), ctx))

    max = _binary_method(lambda a, b, ctx: _operations._chosen(a, b, ctx, 1), "Maximum of self and other.")
    min = _binary_method(lambda a, b, ctx: _operations._chosen(a, b, ctx, -1), "Minimum of self and other.")
    max_mag = _binary_method(lambda a, b, ctx: _operations._chosen_magnitude(a, b, ctx, 1), "As max(), by absolute values.")
    min_mag = _binary_method(lambda a, b, ctx: _operations._chosen_magnitude(a, b, ctx, -1), "As min(), by absolute values.")
    next_minus = _unary_method(_operations._next_minus, "The largest number below self that the context can hold.")
    next_plus = _unary_method(_operations._next_plus, "The smallest number above self that the context can hold.")
    next_toward = _binary_method(_operations._next_toward, "The number next to self, in the direction of other.")
    remainder_near = _binary_method(_operations._remainder_near,
                                    "Return the remainder from dividing self by other, nearest to zero.")
    scaleb = _binary_method(_operations._scaleb, "Return the first operand with the exponent adjusted the second.")
    logb = _unary_method(_operations._logb, "Return the adjusted exponent of the operand as a Decimal instance.")
    rotate = _binary_method(_operations._rotate, "Rotate the digits of the coefficient, to the left if other is positive.")
    shift = _binary_method(_operations._shift, "Shift the digits of the coefficient, to the left if other is positive.")
    logical_and = _binary_method(_operations._logical_and, "Digit-wise and of numbers with the digits 0 and 1.")
    logical_or = _binary_method(_operations._logical_or, "Digit-wise or of numbers with the digits 0 and 1.")
    logical_xor = _binary_method(_operations._logical_xor, "Digit-wise exclusive or of numbers with the digits 0 and 1.")
    logical_invert = _unary_method(_operations._logical_invert, "Digit-wise inversion of a number with the digits 0 and 1.")
    sqrt = _unary_method(_functions._sqrt, "Return the square root of the argument to full precision.")
    exp = _unary_method(_functions._exp,
                        "Return the value of the (natural) exponential function e**x at the given number.")
    ln = _unary_method(_functions._ln, "Return the natural (base e) logarithm of the operand.")
    log10 = _unary_method(_functions._log10, "Return the base ten logarithm of the operand.")


# --- the same as methods of contexts -------------------------------------------------------------------------

def _context_method(name, operands, operation, doc):
    def method(self, /, *args):
        if len(args) != operands:
            if operands == 1:
                raise TypeError(f"Context.{name}() takes exactly one argument ({len(args)} given)")
            raise TypeError(f"function takes exactly {operands} arguments ({len(args)} given)")
        return self._settle(operation(*map(_argument, args), self))
    method.__name__, method.__qualname__, method.__doc__ = name, f"Context.{name}", doc
    setattr(Context, name, method)


for _name, _operands, _function, _doc in (
        ("add", 2, _add, "The sum of two numbers."), ("subtract", 2, _subtract, "The difference of two numbers."),
        ("multiply", 2, _multiply, "The product of two numbers."), ("divide", 2, _divide, "The quotient of two numbers."),
        ("divide_int", 2, _floor_divide, "The quotient without its fraction."),
        ("divmod", 2, _divide_both, "The quotient without its fraction, and the remainder."),
        ("remainder", 2, _remainder, "The remainder of a division."), ("plus", 1, _plus, "The number, rounded."),
        ("minus", 1, _minus, "The number with the other sign, rounded."),
        ("abs", 1, _absolute, "The absolute value, rounded."), ("_apply", 1, _fix, "The number as the context holds it."),
        ("copy_decimal", 1, lambda d, ctx: d, "The number itself."),
        ("to_sci_string", 1, lambda d, ctx: _written(d, False, ctx.capitals), "The number as a string.")):
    _context_method(_name, _operands, _function, _doc)

# Decimal's methods by the number of their operands, and whether they take a context.
for _operands, _takes_context, _names in (
        (1, False, "copy_abs copy_negate is_finite is_infinite is_nan is_qnan is_signed is_snan is_zero"),
        (1, True, "exp is_normal is_subnormal ln log10 logb logical_invert next_minus next_plus normalize number_class sqrt "
                  "to_eng_string to_integral to_integral_exact to_integral_value"),
        (2, True, "compare compare_signal compare_total compare_total_mag copy_sign logical_and logical_or logical_xor max "
                  "max_mag min min_mag next_toward quantize remainder_near rotate same_quantum scaleb shift"),
        (3, True, "fma")):
    for _name in _names.split():
        _function = getattr(Decimal, _name)
        _context_method(_name, _operands,
                        (lambda *args, _f=_function: _f(*args[:-1], context=args[-1])) if _takes_context
                        else (lambda *args, _f=_function: _f(*args[:-1])), _function.__doc__)


def _method_of_context(function):
    function.__qualname__ = f"Context.{function.__name__}"
    setattr(Context, function.__name__, function)


@_method_of_context
def power(self, /, a, b, modulo=None):
    """a to the power of b; with modulo, what remains of it."""
    return self._settle(_power(_argument(a), _argument(b), self, None if modulo is None else _argument(modulo)))


def _decimal_only(d):
    if not isinstance(d, Decimal):
        raise TypeError("argument must be a Decimal")
    return d


@_method_of_context
def canonical(self, d, /):
    """Return a new instance of d."""
    return _decimal_only(d)


@_method_of_context
def is_canonical(self, d, /):
    """Return True if d is canonical, which all numbers are."""
    return _decimal_only(d) is not None


@_method_of_context
def radix(self, /):
    """Return Decimal(10), the radix of all arithmetic here."""
    return _new(0, 10, 0)


@_method_of_context
def create_decimal(self, num="0", /):
    """Create a new Decimal instance from num, using self as the context."""
    d = _converted(num, self, False)
    if type(d) is not Decimal:
        d = _plain(d)
    if d._special in ("n", "N") and d._int and _digits(d._int) > self.prec - self.clamp:
        d = _invalid(self, ConversionSyntax)
    elif not d._special:
        d = _fix(d, self)
    return self._settle(d)


@_method_of_context
def create_decimal_from_float(self, f, /):
    """Create a new Decimal instance from float f."""
    return self._settle(_fix(Decimal.from_float(f), self))


del power, canonical, is_canonical, radix, create_decimal, create_decimal_from_float
del _name, _names, _operands, _takes_context, _function, _doc
_numbers.Number.register(Decimal)
