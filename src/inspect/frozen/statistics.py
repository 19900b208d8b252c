"""Averages, spread, quantiles and the normal distribution.

Sums are exact: numbers are added as fractions, and the result is converted to the type of the data at the end.
"""

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "kde",
           "kde_random", "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]

import math
import random as _random
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from itertools import groupby, repeat
from math import exp, fabs, fsum, hypot, log, sqrt, sumprod
from numbers import Number

from _statistics_kernels import KERNELS, _normal_dist_inv_cdf


_kernel_invcdfs = {name: kernel.invcdf for name, kernel in KERNELS.items()}


class StatisticsError(ValueError):
    pass


def _needs(given, least, message):
    if given < least:
        raise StatisticsError(message)


# --- exact sums ----------------------------------------------------------------------------------------------

def _exact_ratio(x):
    """The numerator and denominator of a number; (x, None) for infinities and not-a-numbers."""
    try:
        return x.as_integer_ratio()
    except (ValueError, OverflowError):
        return x, None
    except AttributeError:
        pass
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _coerce(one, other):
    """The type that sums of both types have."""
    if one is other or other in (int, bool):
        return one
    if one is int or issubclass(other, one):
        return other
    if issubclass(one, other) or issubclass(other, int):
        return one
    if issubclass(one, int):
        return other
    for first, second in ((one, other), (other, one)):
        if issubclass(first, float) and issubclass(second, Fraction):
            return first
    raise TypeError(f"don't know how to coerce {one.__name__} and {other.__name__}")


def _convert(value, kind):
    """A fraction as a number of this type; a float where it would be an int, but is no whole number."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if not _is_decimal(kind):
            raise
    return kind(value.numerator) / kind(value.denominator)


def _is_decimal(kind):
    """Whether it is Decimal or derived from it. Where it is, its module is there already."""
    module = sys.modules.get("decimal")
    return module is not None and issubclass(kind, module.Decimal)


class _Sum:
    """An exact sum, of squares too if asked for: numerators are added by denominator, and fractions made at last."""

    def __init__(self, numbers, squares=False):
        self.kind, self.count = int, 0
        self._tops, self._squares = tops, squared = {}, {}
        for kind, run in groupby(numbers, type):
            self.kind = _coerce(self.kind, kind)
            for top, below in map(_exact_ratio, run):
                self.count += 1
                tops[below] = tops.get(below, 0) + top
                if squares:
                    squared[below] = squared.get(below, 0) + top * top

    @property
    def strange(self):
        """The infinity or not-a-number that the sum is, if one was among the numbers."""
        return self._tops.get(None)

    @property
    def total(self):
        if None in self._tops:
            return self._tops[None]
        return sum((Fraction(top, below) for below, top in self._tops.items()), Fraction(0))

    @property
    def deviations(self):
        """The sum of the squared deviations from the mean."""
        squares = sum((Fraction(top, below * below) for below, top in self._squares.items()), Fraction(0))
        return (self.count * squares - self.total ** 2) / self.count if self.count else squares


def _sum(data):
    """The type of the sum, the sum and how many numbers it is of."""
    found = _Sum(data)
    return found.kind, found.total, found.count


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _deviations(data, centre):
    """The type of the data, their number, and the sum of their squared deviations from a centre or from the mean."""
    if centre is not None:
        found = _Sum((x - centre) * (x - centre) for x in data)
        return found.kind, found.count, found.total
    found = _Sum(data, squares=True)
    n = found.count
    return found.kind, n, found.deviations if found.strange is None else found.strange


def _integer_sqrt_of_frac_rto(n, m):
    """The whole part of the square root of n/m; made odd where anything is lost, so that it can be rounded later."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def _float_sqrt_of_frac(n, m):
    """The float nearest to the square root of n/m."""
    # A root of 55 bits is enough for a float.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return float(_integer_sqrt_of_frac_rto(n, m << 2 * shift) << shift)
    return _integer_sqrt_of_frac_rto(n << -2 * shift, m) / (1 << -shift)


def _decimal_sqrt_of_frac(n, m):
    """The decimal number nearest to the square root of n/m."""
    from decimal import Decimal, localcontext
    if n <= 0:
        if not n:
            return Decimal("0.0")
        n, m = -n, -m
    with localcontext() as context:
        # So many more digits decide the rounding, but for a root that lies in the middle of two.
        digits, context.prec = context.prec, context.prec * 2 + 10
        root = (Decimal(n) / Decimal(m)).sqrt()
        context.prec = digits
        near = +root
    for other, middle_is_above in ((near.next_plus(), True), (near.next_minus(), False)):
        (top, below), (other_top, other_below) = near.as_integer_ratio(), other.as_integer_ratio()
        # The middle, doubled and squared, against the square itself.
        twice, scale = top * other_below + other_top * below, below * other_below
        squared, wanted = m * twice * twice, n * 4 * scale * scale
        if squared < wanted if middle_is_above else squared > wanted:
            return other
    return near


def _root(value, kind):
    """The square root of a fraction, for data of this type."""
    root = _decimal_sqrt_of_frac if _is_decimal(kind) else _float_sqrt_of_frac
    return root(value.numerator, value.denominator)


def _fail_neg(values, message="negative value"):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


# --- averages ------------------------------------------------------------------------------------------------

def mean(data):
    """The arithmetic mean, exact but for the last rounding: of 1, 2, 3, 4 and 4 it is 2.8."""
    found = _Sum(data)
    _needs(found.count, 1, "mean requires at least one data point")
    return _convert(found.total / found.count, found.kind)


def fmean(data, weights=None):
    """The arithmetic mean as a float, which is faster to find than mean()."""
    if weights is not None:
        if not isinstance(weights, (tuple, list)):
            weights = [*weights]
        try:
            weighted = sumprod(data, weights)
        except ValueError:
            raise StatisticsError("data and weights must be the same length")
        whole = fsum(weights)
        if whole:
            return weighted / whole
        raise StatisticsError("sum of weights must be non-zero")
    if not hasattr(data, "__len__"):
        data = [*data]
    total = fsum(data)
    _needs(len(data), 1, "fmean requires at least one data point")
    return total / len(data)


def geometric_mean(data):
    """The root, of the degree of their number, of the product of the data."""
    logs, zeros, seen = [], False, 0
    for x in data:
        seen += 1
        if x == 0.0:
            zeros = True
        elif x > 0.0 or math.isnan(x):
            logs.append(log(x))
        else:
            raise StatisticsError("No negative inputs allowed", x)
    _needs(seen, 1, "Must have a non-empty dataset")
    total = fsum(logs)
    if math.isnan(total) or zeros and total == math.inf:
        return math.nan
    return 0.0 if zeros else exp(total / seen)


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of reciprocals: the average of speeds over parts of a way."""
    refusal = "harmonic mean does not support negative values"
    if iter(data) is data:
        data = [*data]
    n = len(data)
    _needs(n, 1, "harmonic_mean requires at least one data point")
    if weights is None:
        if n == 1:
            if not isinstance(data[0], Number):
                raise TypeError("unsupported type")
            _needs(data[0], 0, refusal)
            return data[0]
        weights, whole = repeat(1, n), n
    else:
        if iter(weights) is weights:
            weights = [*weights]
        if len(weights) != n:
            raise StatisticsError("Number of weights does not match data size")
        whole = _Sum(_fail_neg(weights, refusal)).total
    try:
        parts = _Sum(w / x if w else 0 for w, x in zip(weights, _fail_neg(data, refusal)))
    except ZeroDivisionError:
        return 0
    total = parts.total
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(whole / total, parts.kind)


def _in_order(data):
    data = sorted(data)
    _needs(len(data), 1, "no median for empty data")
    return data, len(data) // 2


def median(data):
    """The middle of the data in order: of an even number of them, the mean of the two in the middle."""
    data, middle = _in_order(data)
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    """The middle of the data in order: of an even number of them, the lower one in the middle."""
    data, middle = _in_order(data)
    return data[middle if len(data) % 2 else middle - 1]


def median_high(data):
    """The middle of the data in order: of an even number of them, the higher one in the middle."""
    data, middle = _in_order(data)
    return data[middle]


def median_grouped(data, interval=1.0):
    """The middle of data each of which stands for an interval around it, within which they spread evenly."""
    data, middle = _in_order(data)
    first = bisect_left(data, data[middle])
    size = bisect_right(data, data[middle], lo=first) - first
    try:
        interval, centre = float(interval), float(data[middle])
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return centre - interval / 2.0 + interval * (len(data) / 2 - first) / size


def mode(data):
    """The most common of the data; of several, the one met first."""
    for value, _ in Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError("no mode for empty data")


def multimode(data):
    """The most common of the data, all of them."""
    times = Counter(iter(data))
    most = max(times.values(), default=0)
    return [value for value, often in times.items() if often == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 points that cut the data into n parts of the same probability."""
    _needs(n, 1, "n must be at least 1")
    data = sorted(data)
    last = len(data) - 1
    _needs(last, 0, "must have at least one data point")
    if last == 0:
        return data * (n - 1)
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    points = []
    for part in range(1, n):
        if method == "inclusive":
            below, share = divmod(part * last, n)
        else:
            # The data are a sample: there may be values beyond the first and the last.
            below = min(max(part * (last + 2) // n, 1), last) - 1
            share = part * (last + 2) - (below + 1) * n
        points.append((data[below] * (n - share) + data[below + 1] * share) / n)
    return points


# --- spread --------------------------------------------------------------------------------------------------

def variance(data, xbar=None):
    """The variance of a population that the data are a sample of, from its mean if that is known."""
    kind, n, squares = _deviations(data, xbar)
    _needs(n, 2, "variance requires at least two data points")
    return _convert(squares / (n - 1), kind)


def pvariance(data, mu=None):
    """The variance of data that are all of a population, from its mean if that is known."""
    kind, n, squares = _deviations(data, mu)
    _needs(n, 1, "pvariance requires at least one data point")
    return _convert(squares / n, kind)


def stdev(data, xbar=None):
    """The square root of variance()."""
    kind, n, squares = _deviations(data, xbar)
    _needs(n, 2, "stdev requires at least two data points")
    return _root(squares / (n - 1), kind)


def pstdev(data, mu=None):
    """The square root of pvariance()."""
    kind, n, squares = _deviations(data, mu)
    _needs(n, 1, "pstdev requires at least one data point")
    return _root(squares / n, kind)


# --- two variables -------------------------------------------------------------------------------------------

def _paired(x, y, what):
    """How many pairs there are."""
    if len(x) != len(y):
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    _needs(len(x), 2, f"{what} requires at least two data points")
    return len(x)


def _centred(values):
    """The values less their mean, and the mean."""
    middle = fsum(values) / len(values)
    return [v - middle for v in values], middle


def covariance(x, y, /):
    """How much the two vary together."""
    n = _paired(x, y, "covariance")
    return sumprod(_centred(x)[0], _centred(y)[0]) / (n - 1)


def _centred_ranks(values):
    """The place of each value in the order of all, counted from the middle; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(order)
    done = 0
    for _, run in groupby(order, key=values.__getitem__):
        run = [*run]
        shared = done + (len(run) - len(order)) / 2
        for place in run:
            ranks[place] = shared
        done += len(run)
    return ranks


def correlation(x, y, /, *, method="linear"):
    """Pearson's correlation coefficient, or Spearman's with the method "ranked"."""
    _paired(x, y, "correlation")
    if method == "ranked":
        x, y = _centred_ranks([*x]), _centred_ranks([*y])
    elif method == "linear":
        (x, _), (y, _) = _centred(x), _centred(y)
    else:
        raise ValueError(f"Unknown method: {method!r}")
    try:
        return sumprod(x, y) / _sqrtprod(sumprod(x, x), sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _sqrtprod(x, y):
    """The square root of x * y, nearly as exact as can be."""
    root = sqrt(x * y)
    if root == 0.0 and x and y:
        scale = 2.0 ** 537
    elif math.isinf(root) and not math.isinf(x) and not math.isinf(y):
        scale = 2.0 ** -512
    elif root and math.isfinite(root):
        # One step of Newton's method, with the difference exact.
        return root + sumprod((x, root), (y, -root)) / (2.0 * root)
    else:
        return root
    # The product does not fit a float, but the root does.
    return _sqrtprod(x * scale, y * scale) / scale


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """The line that is nearest to the points, by the squares of their distances."""
    _paired(x, y, "linear regression")
    if not proportional:
        x, middle_x = _centred(x)
        y, middle_y = _centred(y)
    try:
        slope = (sumprod(x, y) + 0.0) / sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope, 0.0 if proportional else middle_y - slope * middle_x)


# --- estimates of a density ----------------------------------------------------------------------------------

def _kernel(data, h, kernel):
    """The kernel of that name, after a look at what it is to be laid over."""
    if not len(data):
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    found = KERNELS.get(kernel)
    if found is None:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    return found


def kde(data, h, kernel="normal", *, cumulative=False):
    """A function that estimates the density of probability which the data are a sample of, by a kernel of width h laid over each
    point; with cumulative, the probability of a value up to x. Points that are appended later count."""
    shape = _kernel(data, h, kernel)
    curve = shape.cdf if cumulative else shape.pdf
    sample = []

    def near(x):
        """How many points lie wholly below x, and those whose kernels reach it."""
        nonlocal sample
        if not shape.bounded:
            return 0, data
        if len(sample) != len(data):
            sample = sorted(data)
        first = bisect_left(sample, x - h)
        return first, sample[first:bisect_right(sample, x + h)]

    def pdf(x):
        _, points = near(x)
        return sum(curve((x - point) / h) for point in points) / (len(data) * h)

    def cdf(x):
        below, points = near(x)
        return sum((curve((x - point) / h) for point in points), below) / len(data)

    estimate = cdf if cumulative else pdf
    estimate.__doc__ = f"{'CDF' if cumulative else 'PDF'} estimate with {h=!r} and {kernel=!r}"
    return estimate


def kde_random(data, h, kernel="normal", *, seed=None):
    """A function that gives random numbers with the density that kde() estimates."""
    spread = _kernel(data, h, kernel).invcdf
    source = _random.Random(seed)
    draw, choose = source.random, source.choice

    def rand():
        return choose(data) + h * spread(draw())

    rand.__doc__ = f"Random KDE selection with {h=!r} and {kernel=!r}"
    return rand


# --- the normal distribution ---------------------------------------------------------------------------------

_SQRT2 = sqrt(2.0)


class NormalDist:
    """The normal distribution of a mean, mu, and a standard deviation, sigma."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution",
                 "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution that the data are most likely from."""
        found = _Sum(data, squares=True)
        n = found.count
        _needs(n, 2, "stdev requires at least two data points")
        if found.strange is not None:
            return cls(float(found.strange), math.nan)
        return cls(float(found.total / n), _root(found.deviations / (n - 1), float))

    mean = median = mode = property(lambda self: self._mu, doc="The mean, which is also the median and the mode.")
    stdev = property(lambda self: self._sigma, doc="The standard deviation.")
    variance = property(lambda self: self._sigma * self._sigma, doc="The square of the standard deviation.")

    def _spread(self, asking):
        """The standard deviation, where a question has no answer without one."""
        if self._sigma:
            return self._sigma
        raise StatisticsError(f"{asking}() not defined when sigma is zero")

    def samples(self, n, *, seed=None):
        """So many numbers at random."""
        source = _random if seed is None else _random.Random(seed)
        mu, sigma, draw = self._mu, self._sigma, source.random
        return [_normal_dist_inv_cdf(draw(), mu, sigma) for _ in range(n)]

    def pdf(self, x):
        """The density of probability at x."""
        sigma = self._spread("pdf")
        width = sigma * sigma
        off = x - self._mu
        return exp(off * off / (-2.0 * width)) / sqrt(math.tau * width)

    def cdf(self, x):
        """The probability of a value up to x."""
        return 0.5 * math.erfc((self._mu - x) / (self._spread("cdf") * _SQRT2))

    def inv_cdf(self, p):
        """The x up to which the probability is p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The n - 1 points that cut the distribution into n parts of the same probability."""
        return [self.inv_cdf(part / n) for part in range(1, n)]

    def overlap(self, other):
        """The area below both densities, between 0 and 1."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        narrow, wide = sorted((self, other), key=lambda dist: (dist._sigma, dist._mu))
        narrow._spread("overlap")
        less, more = narrow.variance, wide.variance
        growth, apart = more - less, fabs(wide._mu - narrow._mu)
        if not growth:
            return math.erfc(apart / (2.0 * narrow._sigma * _SQRT2))
        # Where the two densities cross.
        centre = narrow._mu * more - wide._mu * less
        reach = narrow._sigma * wide._sigma * sqrt(apart * apart + growth * log(more / less))
        low, high = (centre + reach) / growth, (centre - reach) / growth
        return 1.0 - (fabs(wide.cdf(low) - narrow.cdf(low)) + fabs(wide.cdf(high) - narrow.cdf(high)))

    def zscore(self, x):
        """How many standard deviations x is above the mean."""
        spread = self._spread("zscore")
        return (x - self._mu) / spread

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * fabs(factor))

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / fabs(divisor))

    __radd__, __rmul__ = __add__, __mul__

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if isinstance(other, NormalDist):
            return (self._mu, self._sigma) == (other._mu, other._sigma)
        return NotImplemented

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
