import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(16), math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3))
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.isqrt(99))
print(math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.copysign(1, -0.0))
print(math.hypot(3, 4), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 4))
print(math.log(1), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(0), math.pow(2, 3))
print(math.sin(0), math.cos(0), math.degrees(math.pi), math.radians(180), math.atan2(0, -1))
print(math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.dist((0, 0), (3, 4)))
for call in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt("x"), lambda: math.floor(math.inf), lambda: math.exp(1000)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
