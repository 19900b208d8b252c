"""Tables of what a profiler has counted.

Stats holds {(file, line, function): (primitive calls, calls, own time, time with callees, {caller: figures})}, sorts it and
prints it.
"""

import sys
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Stats", "SortKey", "FunctionProfile", "StatsProfile"]


class SortKey(StrEnum):
    CALLS = "calls", "ncalls"
    CUMULATIVE = "cumulative", "cumtime"
    FILENAME = "filename", "module"
    LINE = "line"
    NAME = "name"
    NFL = "nfl"
    PCALLS = "pcalls"
    STDNAME = "stdname"
    TIME = "time", "tottime"

    def __new__(cls, *values):
        member = str.__new__(cls, values[0])
        member._value_ = values[0]
        for other in values[1:]:
            cls._value2member_map_[other] = member
        member._all_values = values
        return member


@dataclass(unsafe_hash=True)
class FunctionProfile:
    ncalls: str
    tottime: float
    percall_tottime: float
    cumtime: float
    percall_cumtime: float
    file_name: str
    line_number: int


@dataclass(unsafe_hash=True)
class StatsProfile:
    """The time of everything, and the figures of each function by its name."""

    total_tt: float
    func_profiles: dict


# What a sort key stands for: columns to compare, largest first if negative, and how the order is called.
CC, NC, TT, CT, FILE, LINE, NAME, STANDARD = range(8)
ORDERS = {
    "calls": (((NC, -1),), "call count"),
    "ncalls": (((NC, -1),), "call count"),
    "cumtime": (((CT, -1),), "cumulative time"),
    "cumulative": (((CT, -1),), "cumulative time"),
    "filename": (((FILE, 1),), "file name"),
    "line": (((LINE, 1),), "line number"),
    "module": (((FILE, 1),), "file name"),
    "name": (((NAME, 1),), "function name"),
    "nfl": (((NAME, 1), (FILE, 1), (LINE, 1)), "name/file/line"),
    "pcalls": (((CC, -1),), "primitive call count"),
    "stdname": (((STANDARD, 1),), "standard name"),
    "time": (((TT, -1),), "internal time"),
    "tottime": (((TT, -1),), "internal time"),
}
# Before there were names there were numbers.
NUMBERS = {-1: "stdname", 0: "calls", 1: "time", 2: "cumulative"}


def func_strip_path(func):
    """The function without the folder of its file."""
    file, line, name = func
    return file.rpartition("/")[2], line, name


def func_std_string(func):
    """How a table names a function: file:line(name), or {what a built-in is}."""
    file, line, name = func
    if (file, line) != ("~", 0):
        return f"{file}:{line}({name})"
    return f"{{{name[1:-1]}}}" if name.startswith("<") and name.endswith(">") else name


def add_callers(first, second):
    """Both tables of callers as one."""
    merged = dict(first)
    for caller, figures in second.items():
        before = merged.get(caller)
        if before is None:
            merged[caller] = figures
        elif isinstance(figures, tuple):
            merged[caller] = tuple(a + b for a, b in zip(figures, before))
        else:
            merged[caller] = figures + before
    return merged


def add_func_stats(first, second):
    """The figures of a function from both tables."""
    return (*(a + b for a, b in zip(first[:4], second[:4])), add_callers(first[4], second[4]))


def count_calls(callers):
    """How often a function was called, by all callers together."""
    return sum(callers.values())


def f8(value):
    return f"{value:8.3f}"


class Stats:
    """What one profiler or several have counted; an argument is a profiler or the name of a file that dump_stats has written."""

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.files, self.fcn_list, self.all_callees = [], None, None
        self.total_calls = self.prim_calls = 0
        self.total_tt = self.max_name_len = 0
        self.top_level, self.stats, self.sort_arg_dict = set(), {}, {}
        if args:
            self._load(args[0])
            self.add(*args[1:])
        else:
            self._load(None)

    def _load(self, arg):
        if arg is None:
            self.stats = {}
        elif isinstance(arg, str):
            with open(arg) as file:
                self.stats = eval(file.read(), {"__builtins__": {}})
            self.files = [arg]
        elif hasattr(arg, "create_stats"):
            arg.create_stats()
            self.stats = arg.stats
            arg.stats = {}
        if not self.stats and arg is not None:
            raise TypeError(f"Cannot create or construct a {self.__class__!r} object from {arg!r}")
        for func, (primitive, calls, own, _, callers) in self.stats.items():
            self.total_calls += calls
            self.prim_calls += primitive
            self.total_tt += own
            if ("jprofile", 0, "profiler") in callers:
                self.top_level.add(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))

    def init(self, arg):
        """Start again, with what this argument has."""
        self.__init__(arg, stream=self.stream)

    def add(self, *arg_list):
        """Add what further profilers or files have."""
        for item in reversed(arg_list):
            other = item if isinstance(item, Stats) else type(self)(item)
            self.files += other.files
            self.total_calls += other.total_calls
            self.prim_calls += other.prim_calls
            self.total_tt += other.total_tt
            self.top_level |= other.top_level
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, figures in other.stats.items():
                self.stats[func] = add_func_stats(self.stats.get(func, (0, 0, 0, 0, {})), figures)
        return self

    def dump_stats(self, filename):
        """Write everything to a file that Stats can read."""
        with open(filename, "w") as file:
            file.write(repr(self.stats))

    def get_sort_arg_defs(self):
        """Return {key or its beginning: (columns, name of the order)}."""
        if not self.sort_arg_dict:
            shared = set()
            for key, order in ORDERS.items():
                # From the whole key down; where another key has been before, so have its shorter beginnings.
                for end in range(len(key), 0, -1):
                    if key[:end] in self.sort_arg_dict:
                        shared.add(key[:end])
                        break
                    self.sort_arg_dict[key[:end]] = order
            for start in shared:
                del self.sort_arg_dict[start]
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sort by one key or several: names, their beginnings, or members of SortKey."""
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = [NUMBERS[field[0]]]
        elif len(field) >= 2:
            for extra in field[1:]:
                if type(extra) is not type(field[0]):
                    raise TypeError("Can't have mixed argument type")
        known = self.get_sort_arg_defs()
        keys = [key.value if isinstance(key, SortKey) else key for key in field]
        columns = tuple(column for key in keys for column in known[key][0])
        self.sort_type = ", ".join(known[key][1] for key in keys)
        rows = {}
        for func, figures in self.stats.items():
            rows[func] = (*figures[:4], *func, func_std_string(func), func)
        order = sorted(rows.values(), key=lambda row: tuple(_Order(row[at], way) for at, way in columns))
        self.fcn_list = [row[-1] for row in order]
        return self

    def reverse_order(self):
        """Turn the order round."""
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """Leave out the folders of files; functions that then look the same become one."""
        old, self.stats, self.max_name_len = self.stats, {}, 0
        for func, (*figures, callers) in old.items():
            short = {}
            for caller, count in callers.items():
                short[func_strip_path(caller)] = count
            func = func_strip_path(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))
            figures = (*figures, short)
            self.stats[func] = add_func_stats(self.stats[func], figures) if func in self.stats else figures
        self.top_level = {func_strip_path(func) for func in self.top_level}
        self.fcn_list = self.all_callees = None
        return self

    def calc_callees(self):
        """Collect for every function what it called."""
        if self.all_callees:
            return
        self.all_callees = {}
        for func, (*_, callers) in self.stats.items():
            self.all_callees.setdefault(func, {})
            for caller, figures in callers.items():
                self.all_callees.setdefault(caller, {})[func] = figures

    def get_stats_profile(self):
        """Return everything as a StatsProfile."""
        profiles = {}
        for func in self.fcn_list[:] if self.fcn_list else list(self.stats):
            primitive, calls, own, total, _ = self.stats[func]
            ncalls = str(calls) if calls == primitive else f"{calls}/{primitive}"
            each = float(f8(own / calls)) if calls else -1
            each_total = float(f8(total / primitive)) if primitive else -1
            profiles[func[2]] = FunctionProfile(ncalls, float(f8(own)), each, float(f8(total)), each_total, func[0], func[1])
        return StatsProfile(float(f8(self.total_tt)), profiles)

    # --- printing ---

    def _say(self, *words, end="\n"):
        print(*words, end=end, file=self.stream)

    def eval_print_amount(self, sel, list, msg):
        """Restrict a list: by a number of lines, by a share of them, or by text in their names."""
        if isinstance(sel, str):
            matches = _matcher(sel)
            if matches is None:
                return list, msg + f"   <Invalid regular expression {sel!r}>\n"
            kept = [func for func in list if matches(func_std_string(func))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            kept = list[:int(len(list) * sel + 0.5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            kept = list[:sel]
        else:
            kept = list
        if len(kept) != len(list):
            msg += f"   List reduced from {len(list)!r} to {len(kept)!r} due to restriction <{sel!r}>\n"
        return kept, msg

    def get_print_list(self, sel_list):
        """Return the width of the names, and the functions to print; print how they are sorted and restricted."""
        width = self.max_name_len
        if self.fcn_list:
            functions, message = self.fcn_list[:], f"   Ordered by: {self.sort_type}\n"
        else:
            functions, message = list(self.stats), "   Random listing order was used\n"
        for selection in sel_list:
            functions, message = self.eval_print_amount(selection, functions, message)
        count = len(functions)
        if not functions:
            return 0, functions
        self._say(message)
        if count < len(self.stats):
            width = max(len(func_std_string(func)) for func in functions)
        return width + 2, functions

    def print_stats(self, *amount):
        """Print the table, or what the restrictions leave of it."""
        for name in self.files:
            self._say(name)
        if self.files:
            self._say()
        for func in self.top_level:
            self._say(" " * 8, func[2])
        self._say(" " * 8, self.total_calls, "function calls", end=" ")
        if self.total_calls != self.prim_calls:
            self._say(f"({self.prim_calls} primitive calls)", end=" ")
        self._say(f"in {self.total_tt:.3f} seconds")
        self._say()
        _, functions = self.get_print_list(amount)
        if functions:
            self.print_title()
            for func in functions:
                self.print_line(func)
            self._say()
            self._say()
        return self

    def print_title(self):
        self._say("   ncalls  tottime  percall  cumtime  percall", end=" ")
        self._say("filename:lineno(function)")

    def print_line(self, func):
        primitive, calls, own, total, _ = self.stats[func]
        count = str(calls) if calls == primitive else f"{calls}/{primitive}"
        each = f8(own / calls) if calls else " " * 8
        each_total = f8(total / primitive) if primitive else " " * 8
        self._say(count.rjust(9), f8(own), each, f8(total), each_total, func_std_string(func))

    def print_callees(self, *amount):
        """Print what each function called."""
        width, functions = self.get_print_list(amount)
        if functions:
            self.calc_callees()
            self.print_call_heading(width, "called...")
            for func in functions:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            self._say()
            self._say()
        return self

    def print_callers(self, *amount):
        """Print what called each function."""
        width, functions = self.get_print_list(amount)
        if functions:
            self.print_call_heading(width, "was called by...")
            for func in functions:
                self.print_call_line(width, func, self.stats[func][4], "<-")
            self._say()
            self._say()
        return self

    def print_call_heading(self, name_size, column_title):
        self._say("Function ".ljust(name_size) + column_title)
        for *_, callers in self.stats.values():
            if callers:
                if isinstance(next(iter(callers.values())), tuple):
                    self._say(" " * name_size + "    ncalls  tottime  cumtime")
                break

    def print_call_line(self, name_size, source, call_dict, arrow="->"):
        self._say(func_std_string(source).ljust(name_size) + arrow, end=" ")
        if not call_dict:
            self._say()
            return
        indent = ""
        for func in sorted(call_dict):
            name, figures = func_std_string(func), call_dict[func]
            if isinstance(figures, tuple):
                calls, primitive, own, total = figures
                count = str(calls) if calls == primitive else f"{calls}/{primitive}"
                text = f"{count:>{7 + 2 * len(indent)}} {f8(own)} {f8(total)}  {name}"
                left = name_size + 1
            else:
                text = f"{name}({figures!r}) {f8(self.stats[func][3])}"
                left = name_size + 3
            self._say(indent * left + text)
            indent = " "


class _Order:
    """A value that sorts up or down."""

    __slots__ = ("value", "way")

    def __init__(self, value, way):
        self.value, self.way = value, way

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return self.value < other.value if self.way > 0 else other.value < self.value


def _matcher(pattern):
    """The search of a regular expression; of plain text as long as there is no module for more. None for a bad pattern."""
    try:
        import re
    except ImportError:
        return lambda text: pattern in text
    try:
        return re.compile(pattern).search
    except re.PatternError:
        return None
