# Where does the time go? cProfile counts every call. This clock stands still, so that the table is the same in every run.

import cProfile
import pstats


def slow(n):
    return n if n < 2 else slow(n - 1) + slow(n - 2)


def quick(n, known={0: 0, 1: 1}):
    if n not in known:
        known[n] = quick(n - 1) + quick(n - 2)
    return known[n]


for function in slow, quick:
    profile = cProfile.Profile(lambda: 0)
    profile.runcall(function, 15)
    stats = pstats.Stats(profile).strip_dirs().sort_stats("ncalls")
    print(f"--- {function.__name__}: {stats.total_calls} calls")
    stats.print_stats(function.__name__)
