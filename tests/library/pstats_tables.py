# Figures of a profile, sorted, restricted and printed: as tables, by caller and by callee.
import io
import pstats


class Profile:
    def __init__(self, stats):
        self.given = stats

    def create_stats(self):
        self.stats = dict(self.given)


main, fib = ("/a/b/main.py", 10, "main"), ("/a/b/main.py", 20, "fib")
output, other, never = ("~", 0, "<built-in method builtins.print>"), ("/other/main.py", 20, "fib"), ("zed.py", 5, "never")
figures = {
    main: (1, 1, 0.5, 3.25, {}),
    fib: (2, 177, 1.25, 2.5, {main: (2, 2, 0.1, 0.2), fib: (175, 175, 1.0, 2.0)}),
    output: (3, 3, 0.001, 0.001, {main: (3, 3, 0.001, 0.001)}),
    other: (1, 1, 0.25, 0.3, {main: (1, 1, 0.25, 0.3)}),
    never: (0, 0, 0.0, 0.0, {}),
}
stats = pstats.Stats(Profile(figures))
stats.print_stats()
stats.sort_stats("cumulative").print_stats()
stats.sort_stats("tottime").print_stats(2)
stats.sort_stats("name", "line").print_stats(0.5)
stats.sort_stats("nfl").print_stats("fib")
stats.sort_stats("calls").reverse_order().print_stats(3, "main")
stats.sort_stats(-1).print_stats()
stats.sort_stats(2).print_stats(1)
stats.sort_stats("cumu").print_stats(1)
stats.sort_stats("stdname").print_stats("no such name")
stats.print_callers()
stats.print_callees()
stats.print_callers("fib")
short = pstats.Stats(Profile(figures)).strip_dirs().sort_stats("pcalls")
short.print_stats()
short.print_callers()
short.print_callees(2)
short.add(stats)
short.print_stats()
for wrong in ("zork",), ("time", 1):
    try:
        stats.sort_stats(*wrong)
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
for wrong in 5, Profile({}):
    try:
        pstats.Stats(wrong)
    except TypeError as error:
        print(str(error).split(" from ")[0])
text = io.StringIO()
pstats.Stats(Profile(figures), stream=text).sort_stats(pstats.SortKey.TIME).print_stats()
print(text.getvalue().count("\n"))
profile = pstats.Stats(Profile(figures)).get_stats_profile()
print(profile.total_tt, profile.func_profiles["main"])
print(pstats.SortKey.TIME, pstats.SortKey("tottime"), list(pstats.SortKey), sorted(stats.get_sort_arg_defs()))
print(pstats.func_std_string(output), pstats.func_strip_path(main))
