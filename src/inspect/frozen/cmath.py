"""Mathematical functions for complex numbers."""

import math

__all__ = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "e", "exp", "inf", "infj", "isclose",
           "isfinite", "isinf", "isnan", "log", "log10", "nan", "nanj", "phase", "pi", "polar", "rect", "sin", "sinh",
           "sqrt", "tan", "tanh", "tau"]

e, pi, tau, inf, nan = math.e, math.pi, math.tau, math.inf, math.nan
infj, nanj = complex(0.0, inf), complex(0.0, nan)


def _complex(z):
    if isinstance(z, complex):
        return z
    if isinstance(z, str):
        raise TypeError("must be real number, not str")
    method = getattr(type(z), "__complex__", None)
    if method is not None:
        return complex(z)
    if not (hasattr(type(z), "__float__") or hasattr(type(z), "__index__")):
        raise TypeError(f"must be real number, not {type(z).__name__}")
    return complex(float(z), 0.0)


def phase(z, /):
    """Return argument, also known as the phase angle, of a complex."""
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    """Convert a complex from rectangular coordinates to polar coordinates."""
    z = _complex(z)
    return math.hypot(z.real, z.imag), math.atan2(z.imag, z.real)


def rect(r, phi, /):
    """Convert from polar coordinates to rectangular coordinates."""
    r, phi = float(r), float(phi)
    if math.isinf(phi) and r and not math.isnan(r):
        raise ValueError("math domain error")
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isfinite(z, /):
    """Return True if both the real and imaginary parts of z are finite, else False."""
    z = _complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isnan(z, /):
    """Checks if the real or imaginary part of z not a number (NaN)."""
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z, /):
    """Checks if the real or imaginary part of z is infinite."""
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Determine whether two complex numbers are close in value."""
    a, b = _complex(a), _complex(b)
    rel_tol, abs_tol = float(rel_tol), float(abs_tol)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    diff = abs(a - b)
    return diff <= rel_tol * abs(b) or diff <= rel_tol * abs(a) or diff <= abs_tol


def exp(z, /):
    """Return the exponential value e**z."""
    z = _complex(z)
    try:
        length = math.exp(z.real)
        return complex(length * math.cos(z.imag), length * math.sin(z.imag))
    except OverflowError:
        raise OverflowError("math range error") from None
    except ValueError:
        raise ValueError("math domain error") from None


def log(z, base=None, /):
    """log(z[, base]) -> the logarithm of z to the given base; the natural logarithm without one."""
    z = _complex(z)
    if z == 0:
        raise ValueError("math domain error")
    length = abs(z)
    if 0.71 <= length <= 1.73:
        # Near 1 the sum of squares is more exact.
        ax, ay = max(abs(z.real), abs(z.imag)), min(abs(z.real), abs(z.imag))
        real = math.log1p((ax - 1) * (ax + 1) + ay * ay) / 2.0
    else:
        real = math.log(length)
    result = complex(real, math.atan2(z.imag, z.real))
    return result if base is None else result / log(base)


def log10(z, /):
    """Return the base-10 logarithm of z."""
    value = log(z)
    return complex(value.real / math.log(10.0), value.imag / math.log(10.0))


def sqrt(z, /):
    """Return the square root of z."""
    z = _complex(z)
    if z.real == 0.0 and z.imag == 0.0:
        return complex(0.0, z.imag)
    ax = abs(z.real) / 8.0
    s = 2.0 * math.sqrt(ax + math.hypot(ax, abs(z.imag) / 8.0))
    d = abs(z.imag) / (2.0 * s)
    if z.real >= 0.0:
        return complex(s, math.copysign(d, z.imag))
    return complex(d, math.copysign(s, z.imag))


def cosh(z, /):
    """Return the hyperbolic cosine of z."""
    z = _complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z, /):
    """Return the hyperbolic sine of z."""
    z = _complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z, /):
    """Return the hyperbolic tangent of z."""
    z = _complex(z)
    if abs(z.real) > 350.0:
        return complex(math.copysign(1.0, z.real),
                       4.0 * math.sin(z.imag) * math.cos(z.imag) * math.exp(-2.0 * abs(z.real)))
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    denom = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denom, (ty / denom) * cx * cx)


def cos(z, /):
    """Return the cosine of z."""
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def _turned(function, z):
    # f(z) is -i * fh(i * z).
    z = _complex(z)
    w = function(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


def sin(z, /):
    """Return the sine of z."""
    return _turned(sinh, z)


def tan(z, /):
    """Return the tangent of z."""
    return _turned(tanh, z)


def acos(z, /):
    """Return the arc cosine of z."""
    z = _complex(z)
    s1 = sqrt(complex(1.0 - z.real, -z.imag))
    s2 = sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z, /):
    """Return the inverse hyperbolic cosine of z."""
    z = _complex(z)
    s1 = sqrt(complex(z.real - 1.0, z.imag))
    s2 = sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


def asinh(z, /):
    """Return the inverse hyperbolic sine of z."""
    z = _complex(z)
    s1 = sqrt(complex(1.0 + z.imag, -z.real))
    s2 = sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                   math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def asin(z, /):
    """Return the arc sine of z."""
    return _turned(asinh, z)


def atanh(z, /):
    """Return the inverse hyperbolic tangent of z."""
    z = _complex(z)
    if z.real < 0.0 or z.real == 0.0 and math.copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay == 0.0:
        raise ValueError("math domain error")
    if z.real == 1.0 and ay < 1e-154:
        return complex(-math.log(math.sqrt(ay) / math.sqrt(math.hypot(ay, 2.0))),
                       math.copysign(math.atan2(2.0, -ay) / 2, z.imag))
    x = z.real
    real = math.log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0
    return complex(real, -math.atan2(-2.0 * z.imag, (1 - x) * (1 + x) - ay * ay) / 2.0)


def atan(z, /):
    """Return the arc tangent of z."""
    return _turned(atanh, z)


# Functions written in C take no instance when they are a class's attributes.
isclose = staticmethod(isclose)
