"""Random numbers, picks and distributions.

The Mersenne Twister is native. What is drawn from it is drawn in CPython's order, so the same seed gives the same
numbers.
"""

__all__ = ["Random", "SystemRandom", "betavariate", "binomialvariate", "choice", "choices", "expovariate",
           "gammavariate", "gauss", "getrandbits", "getstate", "lognormvariate", "normalvariate", "paretovariate",
           "randbytes", "randint", "random", "randrange", "sample", "seed", "setstate", "shuffle", "triangular",
           "uniform", "vonmisesvariate", "weibullvariate"]

import _random
import math as _math
from _random import _sha512
from bisect import bisect_right as _place
from itertools import accumulate as _accumulate
from operator import index as _index

_e, _exp, _floor, _log, _sqrt = _math.e, _math.exp, _math.floor, _math.log, _math.sqrt

TWOPI = _math.tau
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
# The bits of a float's mantissa.
BPF = 53
RECIP_BPF = 2 ** -BPF
_unit_step = 1


def _old_hash(text):
    """The number that version 1 makes of a string: its hash in Python 2."""
    codes = list(text if isinstance(text, bytes) else map(ord, text))
    value = codes[0] << 7 if codes else 0
    for code in codes:
        value = (value * 1000003 ^ code) % 2 ** 64
    value ^= len(codes)
    return -2 if value == -1 else value


class Random(_random.Random):
    """A generator with a state of its own."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def __init_subclass__(cls, /, **kwargs):
        """The most derived of a class's own random() and getrandbits() is what its integers come from."""
        ways = {"getrandbits": "_randbelow_with_getrandbits", "random": "_randbelow_without_getrandbits"}
        for base in cls.__mro__:
            if "_randbelow" in vars(base):
                return
            for source, way in ways.items():
                if source in vars(base):
                    cls._randbelow = getattr(cls, way)
                    return

    # --- state ---

    def seed(self, a=None, version=2):
        """Starts afresh from a number, a text, bytes, or (None) from somewhere unforeseen."""
        if version == 1 and isinstance(a, (str, bytes)):
            a = _old_hash(a)
        elif version == 2 and isinstance(a, (str, bytes, bytearray)):
            data = a.encode() if isinstance(a, str) else a
            a = int.from_bytes(data + _sha512(data))
        elif a is not None and not isinstance(a, (int, float, str, bytes, bytearray)):
            raise TypeError("The only supported seed types are:\n"
                            "None, int, float, str, bytes, and bytearray.")
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """What setstate() wants back to go on from here."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Goes on from where getstate() was asked."""
        made_by = state[0]
        if made_by not in (2, 3):
            raise ValueError(f"state with version {made_by} passed to Random.setstate() of version {self.VERSION}")
        _, words, self.gauss_next = state
        if made_by == 2:
            # Version 2 stored them signed, on some machines.
            try:
                words = tuple(word % 2 ** 32 for word in words)
            except ValueError as problem:
                raise TypeError from problem
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return type(self), (), self.getstate()

    # --- integers ---

    def _randbelow_with_getrandbits(self, n):
        """An integer of range(n), from as many bits as n has: what is too large is drawn again."""
        draw = self.getrandbits
        size = n.bit_length()
        number = draw(size)
        while number >= n:
            number = draw(size)
        return number

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        """An integer of range(n), from the random() of a subclass."""
        draw = self.random
        if n >= maxsize:
            from warnings import warn
            warn("Underlying random() generator does not supply \n"
                 "enough bits to choose from a population range this large.\n"
                 "To remove the range limitation, add a getrandbits() method.")
            return _floor(draw() * n)
        # Only whole multiples of n leave every remainder equally likely.
        whole = (maxsize - maxsize % n) / maxsize
        fraction = draw()
        while fraction >= whole:
            fraction = draw()
        return _floor(fraction * maxsize) % n

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        """n bytes."""
        return self.getrandbits(8 * n).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=_unit_step):
        """An item of range(start), or of range(start, stop, step)."""
        first = _index(start)
        if stop is None:
            if step is not _unit_step:
                raise TypeError("Missing a non-None stop argument")
            if first <= 0:
                raise ValueError("empty range for randrange()")
            return self._randbelow(first)
        distance = _index(stop) - first
        stride = _index(step)
        if stride == 1:
            if distance <= 0:
                raise ValueError(f"empty range in randrange({start}, {stop})")
            return first + self._randbelow(distance)
        if not stride:
            raise ValueError("zero step for randrange()")
        # Rounded up, whichever way it goes.
        count = -(-distance // stride)
        if count <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return first + stride * self._randbelow(count)

    def randint(self, a, b):
        """An integer from a to b, both included."""
        return self.randrange(a, b + 1)

    # --- sequences ---

    def choice(self, seq):
        """One item of a sequence."""
        size = len(seq)
        if not size:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(size)]

    def shuffle(self, x):
        """Brings a list into a random order, from the end: each place takes an item of those up to it."""
        below = self._randbelow
        for last in range(len(x) - 1, 0, -1):
            other = below(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        """k items of different places of a sequence; counts say how often each stands there."""
        from collections.abc import Sequence
        if not isinstance(population, Sequence):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        size = len(population)
        if counts is not None:
            ends = list(_accumulate(counts))
            if len(ends) != size:
                raise ValueError("The number of counts does not match the population")
            total = ends.pop()
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total <= 0:
                raise ValueError("Total of counts must be greater than zero")
            return [population[_place(ends, drawn)] for drawn in self.sample(range(total), k=k)]
        if k < 0 or k > size:
            raise ValueError("Sample larger than population or is negative")
        # Few of many: remembering the places that are taken costs less than a list of all that are left.
        costs = 21 if k <= 5 else 21 + 4 ** _math.ceil(_log(k * 3, 4))
        below = self._randbelow
        drawn = []
        if size > costs:
            taken = set()
            while len(taken) < k:
                place = below(size)
                if place not in taken:
                    taken.add(place)
                    drawn.append(population[place])
            return drawn
        left = list(population)
        for size in range(size, size - k, -1):
            place = below(size)
            drawn.append(left[place])
            left[place] = left[size - 1]
        return drawn

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k items, each drawn from the whole population."""
        draw = self.random
        size = len(population)
        if weights is None and cum_weights is None:
            size += 0.0
            return [population[_floor(draw() * size)] for _ in range(k)]
        if cum_weights is None:
            try:
                cum_weights = list(_accumulate(weights))
            except TypeError:
                if isinstance(weights, int):
                    raise TypeError(f"The number of choices must be a keyword argument: k={weights}") from None
                raise
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total = float(cum_weights[-1])
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _math.isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_place(cum_weights, draw() * total, 0, size - 1)] for _ in range(k)]

    # --- continuous distributions ---

    def uniform(self, a, b):
        """A float from a to b."""
        return a + self.random() * (b - a)

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A float from low to high, most often near mode."""
        drawn = self.random()
        if mode is None:
            peak = 0.5
        elif high == low:
            return low
        else:
            peak = (mode - low) / (high - low)
        # The falling side is the rising one seen from the other end.
        if drawn > peak:
            return high + (low - high) * _sqrt((1.0 - drawn) * (1.0 - peak))
        return low + (high - low) * _sqrt(drawn * peak)

    def normalvariate(self, mu=0.0, sigma=1.0):
        """Normal distribution around mu, by the ratio of uniforms (Kinderman and Monahan)."""
        draw = self.random
        while True:
            top = draw()
            bottom = 1.0 - draw()
            ratio = NV_MAGICCONST * (top - 0.5) / bottom
            if ratio * ratio / 4.0 <= -_log(bottom):
                return mu + ratio * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        """Normal distribution around mu: Box and Muller's pairs, whose second is kept for the next call."""
        deviation = self.gauss_next
        if deviation is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            deviation = _math.cos(angle) * radius
            self.gauss_next = _math.sin(angle) * radius
        else:
            self.gauss_next = None
        return mu + deviation * sigma

    def lognormvariate(self, mu, sigma):
        """A number whose logarithm is of the normal distribution."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        """Exponential distribution with mean 1 / lambd."""
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """An angle, the closer to mu the larger kappa is (Best and Fisher's method)."""
        draw = self.random
        if kappa <= 1e-6:
            return draw() * TWOPI
        half = 0.5 / kappa
        bound = half + _sqrt(1.0 + half * half)
        accepted = False
        while not accepted:
            cosine = _math.cos(_math.pi * draw())
            share = cosine / (bound + cosine)
            test = draw()
            accepted = test < 1.0 - share * share or test <= (1.0 - share) * _exp(share)
        inverse = 1.0 / bound
        turn = _math.acos((inverse + cosine) / (1.0 + inverse * cosine))
        return (mu + turn if draw() > 0.5 else mu - turn) % TWOPI

    def gammavariate(self, alpha, beta):
        """Gamma distribution with mean alpha * beta."""
        if not (alpha > 0.0 and beta > 0.0):
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return beta * (self._gamma_above(alpha) if alpha > 1.0 else self._gamma_below(alpha))

    def _gamma_above(self, alpha):
        """For alpha > 1: Cheng's method of 1977."""
        draw = self.random
        root = _sqrt(2.0 * alpha - 1.0)
        while True:
            first = draw()
            # Its logarithms would not be exact.
            if not 1e-7 < first < 0.9999999:
                continue
            second = 1.0 - draw()
            logit = _log(first / (1.0 - first)) / root
            value = alpha * _exp(logit)
            test = first * first * second
            bound = alpha - LOG4 + (alpha + root) * logit - value
            if bound + SG_MAGICCONST - 4.5 * test >= 0.0 or bound >= _log(test):
                return value

    def _gamma_below(self, alpha):
        """For alpha < 1: Ahrens and Dieter's method of 1974."""
        draw = self.random
        total = (_e + alpha) / _e
        while True:
            share = total * draw()
            if share > 1.0:
                value = -_log((total - share) / alpha)
                if draw() <= value ** (alpha - 1.0):
                    return value
            else:
                value = share ** (1.0 / alpha)
                if draw() <= _exp(-value):
                    return value

    def betavariate(self, alpha, beta):
        """Beta distribution: what share of two gamma variates the first is."""
        part = self.gammavariate(alpha, 1.0)
        return part / (part + self.gammavariate(beta, 1.0)) if part else 0.0

    def paretovariate(self, alpha):
        """Pareto distribution of the given shape."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull distribution of scale alpha and shape beta."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    # --- a discrete distribution ---

    def binomialvariate(self, n=1, p=0.5):
        """How many of n trials succeed, each with probability p."""
        if n < 0:
            raise ValueError("n must be non-negative")
        if p == 0.0 or p == 1.0:
            return n if p else 0
        if not 0.0 < p < 1.0:
            raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        if n == 1:
            return int(self.random() < p)
        # Successes of the mirrored experiment are this one's failures.
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        return self._binomial_by_gaps(n, p) if n * p < 10.0 else self._binomial_by_rejection(n, p)

    def _binomial_by_gaps(self, n, p):
        """For few successes: goes from one to the next (Devroye)."""
        scale = _math.log2(1.0 - p)
        successes = trial = 0
        while scale:
            trial += _floor(_math.log2(self.random()) / scale) + 1
            if trial > n:
                break
            successes += 1
        return successes

    def _binomial_by_rejection(self, n, p):
        """For many: transformed rejection with a squeeze (Wolfgang Hörmann's BTRS)."""
        draw, lgamma = self.random, _math.lgamma
        spread = _sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spread
        a = -0.0873 + 0.0248 * b + 0.01 * p
        center = n * p + 0.5
        squeeze = 0.92 - 4.2 / b
        peak = None
        while True:
            shift = draw() - 0.5
            edge = 0.5 - abs(shift)
            k = _floor((2.0 * a / edge + b) * shift + center)
            if not 0 <= k <= n:
                continue
            test = draw()
            if edge >= 0.07 and test <= squeeze:
                return k
            if peak is None:
                # What only the slow test asks for.
                alpha = (2.83 + 5.1 / b) * spread
                odds = _log(p / (1.0 - p))
                mode = _floor((n + 1) * p)
                peak = lgamma(mode + 1) + lgamma(n - mode + 1)
            test *= alpha / (a / (edge * edge) + b)
            if _log(test) <= peak - lgamma(k + 1) - lgamma(n - k + 1) + (k - mode) * odds:
                return k


class SystemRandom(Random):
    """A generator that can't be seeded: every instance begins somewhere else."""

    def seed(self, *args, **kwds):
        """Takes anything and starts somewhere else."""
        _random.Random.seed(self)
        self.gauss_next = None

    def getstate(self, *args, **kwds):
        """There is none to be had."""
        raise NotImplementedError("System entropy source does not have state.")

    setstate = getstate


# The functions of the module are methods of a hidden generator.
_shared = Random()
for _name in __all__:
    if _name[0].islower():
        globals()[_name] = getattr(_shared, _name)


def _parser():
    import argparse
    parser = argparse.ArgumentParser(formatter_class=argparse.RawTextHelpFormatter)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-c", "--choice", nargs="+", help="print a random choice")
    group.add_argument("-i", "--integer", type=int, metavar="N", help="print a random integer between 1 and N inclusive")
    group.add_argument("-f", "--float", type=float, metavar="N",
                       help="print a random floating-point number between 0 and N inclusive")
    group.add_argument("--test", type=int, const=10_000, nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("input", nargs="*", help="if no options given, output depends on the input\n"
                                                 "    string or multiple: same as --choice\n"
                                                 "    integer: same as --integer\n    float: same as --float")
    return parser


def _parse_args(arg_list):
    parser = _parser()
    return parser.parse_args(arg_list), parser.format_help()


def main(arg_list=None):
    """What the arguments of a command line ask for: a choice, an integer or a float."""
    args, help_text = _parse_args(arg_list)
    if args.choice:
        return choice(args.choice)
    if args.integer is not None:
        return randint(1, args.integer)
    if args.float is not None:
        return uniform(0, args.float)
    if len(args.input) == 1:
        # One word: a number of either kind, or words to choose from.
        for kind, draw in ((int, lambda n: randint(1, n)), (float, lambda x: uniform(0, x))):
            try:
                number = kind(args.input[0])
            except ValueError:
                continue
            return draw(number)
        return choice(args.input[0].split())
    return choice(args.input) if args.input else help_text


if __name__ == "__main__":
    print(main())
