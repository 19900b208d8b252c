"""Estimates of densities, square roots of exact sums, and the helpers of statistics."""

import pickle
import statistics as S
from decimal import Decimal
from fractions import Fraction

points = [-2.1, -1.3, -0.4, 1.9, 5.1, 6.2]
for kernel in ("normal", "gauss", "logistic", "sigmoid", "rectangular", "uniform", "triangular", "parabolic", "epanechnikov",
               "quartic", "biweight", "triweight", "cosine"):
    density, share = S.kde(points, 1.5, kernel), S.kde(points, 1.5, kernel, cumulative=True)
    print(kernel, [round(density(x), 9) for x in (-3, 0.5, 6.2)], [round(share(x), 9) for x in (-3, 0.5, 6.2)])
    draw = S.kde_random(points, 1.5, kernel, seed=7)
    print([round(draw(), 9) for _ in range(3)], draw.__doc__)
print(density.__name__, density.__doc__, share.__doc__)
growing = [1.0]
density = S.kde(growing, 1.0, "triangular")
growing.append(5.0)
print(density(5.0))
for args in (([], 1.0), (["a"], 1.0), ([1], 0.0), ([1], 1.0, "square"), ([1], "wide")):
    for function in (S.kde, S.kde_random):
        try:
            function(*args)
        except (ValueError, TypeError) as err:
            print(type(err).__name__, err)

print(repr(S.stdev([Decimal("1.5"), Decimal("2.5"), Decimal("2.75")])), repr(S.pstdev([Decimal(1), Decimal(4)])))
print(S.stdev([Fraction(1, 3), Fraction(1, 2)]), S.pstdev([1, 2, 4]))
normal = S.NormalDist(3, 1.5)
print(pickle.loads(pickle.dumps(normal)), normal.inv_cdf(float("nan")))
print(S._sum([1, 2.5, Fraction(1, 2)]), S._coerce(int, float), S._convert(Fraction(5, 2), int), S._exact_ratio(0.75))
