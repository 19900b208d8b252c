"""Kernels: densities around zero, of which `statistics` makes estimates, and the quantiles of the normal distribution."""

from collections import namedtuple
from functools import reduce
from math import acos, asin, atan, cos, cosh, erf, exp, fabs, log, pi, sin, sqrt, sumprod, tan


# --- quantiles of the normal distribution --------------------------------------------------------------------

def _poly(x, *coefficients):
    """A polynomial by Horner's rule, highest power first."""
    return reduce(lambda sofar, c: sofar * x + c, coefficients)


def _normal_dist_inv_cdf(p, mu, sigma):
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


_normal_dist_inv_cdf.__module__ = "statistics"


# --- kernels -------------------------------------------------------------------------------------------------

# Density, probability up to a point, its inverse, and whether the density ends at -1 and 1.
Kernel = namedtuple("Kernel", "pdf cdf invcdf bounded")

_SQRT2 = sqrt(2.0)
_SQRT_TAU = sqrt(2.0 * pi)


def _inverse(cdf, pdf):
    """The inverse of a probability on -1 to 1, step by step: Newton's step where it stays between the bounds known so far, and
    their middle where not."""
    def invcdf(p):
        low, high, x = -1.0, 1.0, 2.0 * p - 1.0
        for _ in range(100):
            off = cdf(x) - p
            if off == 0.0:
                break
            low, high = (low, x) if off > 0.0 else (x, high)
            slope = pdf(x)
            step = x - off / slope if slope else low
            following = step if low < step < high else (low + high) / 2.0
            if fabs(following - x) <= 1e-15:
                break
            x = following
        return x
    return invcdf


def _quartic_pdf(t):
    return 15 / 16 * (1.0 - t * t) ** 2


def _quartic_cdf(t):
    return sumprod((3 / 16, -5 / 8, 15 / 16, 1 / 2), (t ** 5, t ** 3, t, 1.0))


def _triweight_pdf(t):
    return 35 / 32 * (1.0 - t * t) ** 3


def _triweight_cdf(t):
    return sumprod((-5 / 32, 21 / 32, -35 / 32, 35 / 32, 1 / 2), (t ** 7, t ** 5, t ** 3, t, 1.0))


KERNELS = {
    "normal": Kernel(lambda t: exp(-1 / 2 * t * t) / _SQRT_TAU, lambda t: 1 / 2 * (1.0 + erf(t / _SQRT2)),
                     lambda p: _normal_dist_inv_cdf(p, 0.0, 1.0), False),
    "logistic": Kernel(lambda t: 1 / 2 / (1.0 + cosh(t)), lambda t: 1.0 - 1.0 / (exp(t) + 1.0),
                       lambda p: log(p / (1.0 - p)), False),
    "sigmoid": Kernel(lambda t: 1 / pi / cosh(t), lambda t: 2 / pi * atan(exp(t)), lambda p: log(tan(p * pi / 2)), False),
    "rectangular": Kernel(lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, lambda p: 2.0 * p - 1.0, True),
    "triangular": Kernel(lambda t: 1.0 - abs(t), lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2,
                         lambda p: sqrt(2.0 * p) - 1.0 if p < 1 / 2 else 1.0 - sqrt(2.0 - 2.0 * p), True),
    "parabolic": Kernel(lambda t: 3 / 4 * (1.0 - t * t), lambda t: sumprod((-1 / 4, 3 / 4, 1 / 2), (t ** 3, t, 1.0)),
                        lambda p: 2.0 * cos((acos(2.0 * p - 1.0) + pi) / 3.0), True),
    "quartic": Kernel(_quartic_pdf, _quartic_cdf, _inverse(_quartic_cdf, _quartic_pdf), True),
    "triweight": Kernel(_triweight_pdf, _triweight_cdf, _inverse(_triweight_cdf, _triweight_pdf), True),
    "cosine": Kernel(lambda t: pi / 4 * cos(pi / 2 * t), lambda t: 1 / 2 * sin(pi / 2 * t) + 1 / 2,
                     lambda p: 2.0 * asin(2.0 * p - 1.0) / pi, True),
}
# Other names of the same.
for _other, _name in (("gauss", "normal"), ("uniform", "rectangular"), ("epanechnikov", "parabolic"),
                      ("biweight", "quartic")):
    KERNELS[_other] = KERNELS[_name]
