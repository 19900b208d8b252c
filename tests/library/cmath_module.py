import cmath, math
fs = [getattr(cmath, n) for n in "acos acosh asin asinh atan atanh cos cosh exp log log10 phase polar sin sinh sqrt tan tanh isnan isinf isfinite".split()]
for z in (0, 1, -1, 2.5, 1j, -2j, 1 + 1j, -3.5 + 0.25j, 0.1 - 0.2j, 100 + 3j):
    for f in fs:
        try: r = f(z); print(f.__name__, z, r if isinstance(r, (bool, tuple)) and not isinstance(r, tuple) else [f"{x:.12g}" for x in ((r.real, r.imag) if isinstance(r, complex) else r if isinstance(r, tuple) else (r,))])
        except Exception as e: print(f.__name__, z, type(e).__name__, e)
print(cmath.rect(2, 1), cmath.isclose(1, 1 + 1e-12), cmath.log(8, 2), cmath.pi, cmath.infj, cmath.nanj)
for bad in ("x", None, [1]):
    try: cmath.sqrt(bad)
    except TypeError as e: print(e)
