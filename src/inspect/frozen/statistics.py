"""Averages, spread, quantiles and the normal distribution.

Sums are exact: numbers are added as fractions, and the result is converted to the type of the data at the end.
"""

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]

import math
import random as _random
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from functools import reduce
from itertools import groupby, repeat
from math import exp, fabs, fsum, hypot, log, sqrt, sumprod
from numbers import Number


class StatisticsError(ValueError):
    pass


def _needs(given, least, message):
    if given < least:
        raise StatisticsError(message)


# --- exact sums ----------------------------------------------------------------------------------------------

def _ratio(x):
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


def _joint(one, other):
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


def _as_type(value, kind):
    """A fraction as a number of this type; a float where it would be an int, but is no whole number."""
    if type(value) is kind:
        return value
    if value.denominator != 1 and issubclass(kind, int):
        kind = float
    try:
        return kind(value)
    except TypeError:
        return kind(value.numerator) / kind(value.denominator)


class _Sum:
    """An exact sum, of squares too if asked for: numerators are added by denominator, and fractions made at last."""

    def __init__(self, numbers, squares=False):
        self.kind, self.count = int, 0
        self._tops, self._squares = tops, squared = {}, {}
        for kind, run in groupby(numbers, type):
            self.kind = _joint(self.kind, kind)
            for top, below in map(_ratio, run):
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


def _deviations(data, centre):
    """The type of the data, their number, and the sum of their squared deviations from a centre or from the mean."""
    if centre is not None:
        found = _Sum((x - centre) * (x - centre) for x in data)
        return found.kind, found.count, found.total
    found = _Sum(data, squares=True)
    n = found.count
    return found.kind, n, found.deviations if found.strange is None else found.strange


def _root(value):
    """The float nearest to the square root of a fraction."""
    above, below = value.numerator, value.denominator
    # A root of 55 bits is enough for a float, if its last bit is set when any that follow are lost.
    shift = (above.bit_length() - below.bit_length() - 109) // 2
    if shift < 0:
        above <<= -2 * shift
    else:
        below <<= 2 * shift
    root = math.isqrt(above // below)
    root |= root * root * below != above
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def _not_negative(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


# --- averages ------------------------------------------------------------------------------------------------

def mean(data):
    """The arithmetic mean, exact but for the last rounding: of 1, 2, 3, 4 and 4 it is 2.8."""
    found = _Sum(data)
    _needs(found.count, 1, "mean requires at least one data point")
    return _as_type(found.total / found.count, found.kind)


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
        whole = _Sum(_not_negative(weights, refusal)).total
    try:
        parts = _Sum(w / x if w else 0 for w, x in zip(weights, _not_negative(data, refusal)))
    except ZeroDivisionError:
        return 0
    total = parts.total
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _as_type(whole / total, parts.kind)


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
    return _as_type(squares / (n - 1), kind)


def pvariance(data, mu=None):
    """The variance of data that are all of a population, from its mean if that is known."""
    kind, n, squares = _deviations(data, mu)
    _needs(n, 1, "pvariance requires at least one data point")
    return _as_type(squares / n, kind)


def stdev(data, xbar=None):
    """The square root of variance()."""
    _, n, squares = _deviations(data, xbar)
    _needs(n, 2, "stdev requires at least two data points")
    return _root(squares / (n - 1))


def pstdev(data, mu=None):
    """The square root of pvariance()."""
    _, n, squares = _deviations(data, mu)
    _needs(n, 1, "pstdev requires at least one data point")
    return _root(squares / n)


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
        return sumprod(x, y) / _root_of_product(sumprod(x, x), sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _root_of_product(x, y):
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
    return _root_of_product(x * scale, y * scale) / scale


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


# --- the normal distribution ---------------------------------------------------------------------------------

_SQRT2 = sqrt(2.0)


def _poly(x, *coefficients):
    """A polynomial by Horner's rule, highest power first."""
    return reduce(lambda sofar, c: sofar * x + c, coefficients)


def _normal_quantile(p, mu, sigma):
    # Wichura, M.J. (1988). "Algorithm AS241: The Percentage Points of the Normal Distribution". Applied Statistics.
    off = p - 0.5
    if fabs(off) <= 0.425:
        r = 0.180625 - off * off
        above = _poly(r, 2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
                      4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
                      1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0) * off
        below = _poly(r, 5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
                      2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
                      4.23133_30701_60091_1252e+1, 1.0)
        return mu + above / below * sigma
    r = sqrt(-log(p if off <= 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        above = _poly(r, 7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
                      1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
                      4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0)
        below = _poly(r, 1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
                      1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
                      2.05319_16266_37758_82187e+0, 1.0)
    else:
        r -= 5.0
        above = _poly(r, 2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
                      2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
                      5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0)
        below = _poly(r, 2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
                      7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
                      5.99832_20655_58879_37690e-1, 1.0)
    x = above / below
    return mu + (x if off >= 0.0 else -x) * sigma


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
        return cls(float(found.total / n), _root(found.deviations / (n - 1)))

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
        return [_normal_quantile(draw(), mu, sigma) for _ in range(n)]

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
        if not 0.0 < p < 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_quantile(p, self._mu, self._sigma)

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

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
