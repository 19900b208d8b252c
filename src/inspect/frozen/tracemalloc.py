"""Debug module to trace memory blocks allocated by Python.

start() begins to record, beside every block of the heap, who asked for it; take_snapshot() copies
the records, and a snapshot groups, filters and compares them.
"""

from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_source_line, _get_traces


def _leave_on_free_lists():
    """Importing this module leaves some lists, dicts and tuples for the next ones, about as in CPython.

    Whoever traces sees it: what takes such a block is not recorded.
    """
    lists = [[] for _ in range(14)]
    dicts = [{} for _ in range(2)]
    pairs = [(i, i) for i in range(18)]
    longer = [(i,) * n for i in range(5) for n in (5, 6)]


_leave_on_free_lists()
del _leave_on_free_lists


def _size_text(size, sign):
    """A number of bytes in the largest unit that leaves it short; sign asks for a plus too."""
    plus = '+' if sign else ''
    if abs(size) < 10 * 1024:
        return f'{size:{plus}.0f} B'
    for unit in ('KiB', 'MiB', 'GiB'):
        size /= 1024
        if abs(size) < 10 * 1024:
            return f'{size:{plus}.{1 if abs(size) < 100 else 0}f} {unit}'
    size /= 1024
    return f'{size:{plus}.{1 if abs(size) < 100 else 0}f} TiB'


class _Ordered:
    """The other three comparisons, from __lt__ and __eq__."""

    __slots__ = ()

    def __le__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else less or self == other

    def __gt__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else not less and self != other

    def __ge__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else not less


class _Fields:
    """What is equal if the class and all its slots are."""

    __slots__ = ()

    def _values(self):
        return tuple([getattr(self, name) for name in self.__slots__])

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        if isinstance(other, type(self)):
            return self._values() == other._values()
        return NotImplemented

    def _average(self):
        return f', average={_size_text(self.size / self.count, False)}' if self.count else ''


class Statistic(_Fields):
    """Blocks that have one traceback in common: how many they are, and their bytes."""

    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def __str__(self):
        return f'{self.traceback}: size={_size_text(self.size, False)}, count={self.count}{self._average()}'

    def __repr__(self):
        return f'<Statistic traceback={self.traceback!r} size={self.size} count={self.count}>'

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff(_Fields):
    """A statistic, and how it differs from an older one."""

    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size, self.count = size, count
        self.size_diff, self.count_diff = size_diff, count_diff

    def __str__(self):
        return (f'{self.traceback}: size={_size_text(self.size, False)} '
                f'({_size_text(self.size_diff, True)}), '
                f'count={self.count} ({self.count_diff:+d}){self._average()}')

    def __repr__(self):
        return (f'<StatisticDiff traceback={self.traceback!r} '
                f'size={self.size} ({self.size_diff:+d}) '
                f'count={self.count} ({self.count_diff:+d})>')

    def _sort_key(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback


def _differences(old, new):
    """A StatisticDiff for every traceback of two dicts of statistics."""
    found = []
    for traceback, stat in new.items():
        before = old.get(traceback)
        size, count = (before.size, before.count) if before else (0, 0)
        found.append(StatisticDiff(traceback, stat.size, stat.size - size,
                                   stat.count, stat.count - count))
    for traceback, stat in old.items():
        if traceback not in new:
            found.append(StatisticDiff(traceback, 0, -stat.size, 0, -stat.count))
    return found


class Frame(_Ordered):
    """A line of a file."""

    __slots__ = ('_frame',)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return f'{self.filename}:{self.lineno}'

    def __repr__(self):
        return f'<Frame filename={self.filename!r} lineno={self.lineno!r}>'


class Traceback(_Ordered):
    """A sequence of frames, from the oldest to the most recent."""

    __slots__ = ('_frames', '_total_nframe')

    def __init__(self, frames, total_nframe=None):
        # The native half tells the most recent frame first.
        self._frames, self._total_nframe = tuple(frames)[::-1], total_nframe

    @property
    def total_nframe(self):
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        found = self._frames[index]
        return tuple(map(Frame, found)) if isinstance(index, slice) else Frame(found)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        text = f'<Traceback {tuple(self)}'
        if self._total_nframe is not None:
            text += f' total_nframe={self.total_nframe}'
        return text + '>'

    def format(self, limit=None, most_recent_first=False):
        """The traceback as lines of text; a limit below 0 leaves the oldest frames."""
        frames = self
        if limit is not None:
            frames = self[-limit:] if limit > 0 else self[:limit]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append(f'  File "{frame.filename}", line {frame.lineno}')
            source = _get_source_line(frame.filename, frame.lineno).strip()
            if source:
                lines.append('    ' + source)
        return lines


def get_object_traceback(obj):
    """The traceback of where obj was allocated; None if nobody traced it."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    """One block: its domain, its bytes, who asked for it."""

    __slots__ = ('_trace',)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return f'{self.traceback}: {_size_text(self.size, False)}'

    def __repr__(self):
        return (f'<Trace domain={self.domain} size={_size_text(self.size, False)}, '
                f'traceback={self.traceback!r}>')


class _Traces:
    """The traces of a snapshot: a sequence that makes each Trace when it is asked for."""

    def __init__(self, traces):
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        found = self._traces[index]
        return tuple(map(Trace, found)) if isinstance(index, slice) else Trace(found)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __repr__(self):
        return f'<Traces len={len(self)}>'


def _python_source(filename):
    """A compiled file stands for its source."""
    return filename[:-1] if filename.endswith('.pyc') else filename


def _class_end(pattern, start):
    """Where the bracket that opens before start closes; -1 if it doesn't."""
    if pattern.startswith('!', start):
        start += 1
    return pattern.find(']', start + 1)


def _matches(name, pattern):
    """Whether a pattern of the shell fits a whole name: *, ? and [...] as fnmatch knows them."""
    at = p = 0
    star, resume = -1, 0
    while at < len(name):
        sign = pattern[p:p + 1]
        if sign == '*':
            star, resume = p, at
            p += 1
            continue
        end = _class_end(pattern, p + 1) if sign == '[' else -1
        if end > 0:
            fits, step = _in_class(name[at], pattern[p + 1:end]), end + 1 - p
        else:
            fits, step = sign == '?' or sign == name[at], 1
        if fits:
            at += 1
            p += step
        elif star >= 0:
            resume += 1
            at, p = resume, star + 1
        else:
            return False
    return not pattern[p:].strip('*')


def _in_class(char, members):
    wanted = True
    if members.startswith('!'):
        members, wanted = members[1:], False
    i, found = 0, False
    while i < len(members):
        if members[i + 1:i + 2] == '-' and i + 2 < len(members):
            found = found or members[i] <= char <= members[i + 2]
            i += 3
        else:
            found = found or members[i] == char
            i += 1
    return found is wanted


class BaseFilter:
    """What filters have in common: whether what they match is kept or left out."""

    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    """Traces by file name (a pattern) and line; one frame of the traceback is enough with all_frames."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern = _python_source(filename_pattern)
        self.lineno, self.domain, self.all_frames = lineno, domain, all_frames

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _fits_frame(self, filename, lineno):
        if not _matches(_python_source(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _fits_any(self, traceback):
        if self.all_frames:
            return any(self._fits_frame(*frame) for frame in traceback)
        return self._fits_frame(*traceback[0])

    def _match(self, trace):
        domain, _, traceback = trace[:3]
        fits = self.domain in (None, domain) and self._fits_any(traceback)
        return fits == bool(self.inclusive)


class DomainFilter(BaseFilter):
    """Traces by the domain of their allocator."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) == bool(self.inclusive)


_KINDS = ('traceback', 'filename', 'lineno')


class Snapshot:
    """The traces of one moment."""

    def __init__(self, traces, traceback_limit):
        # (domain, size, ((file name, line), ...), frames in all), as the native half tells them.
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        """Write the snapshot to a file, as a pickle."""
        import pickle
        with open(filename, 'wb') as out:
            pickle.dump(self, out, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        """Read a snapshot that dump() has written."""
        import pickle
        with open(filename, 'rb') as source:
            return pickle.load(source)

    def filter_traces(self, filters):
        """A new snapshot of what the filters leave.

        A trace stays if one of the inclusive filters (if there are any) and all exclusive ones let it.
        """
        try:
            filters = list(filters)
        except TypeError:
            raise TypeError(
                f'filters must be a list of filters, not {type(filters).__name__}') from None
        traces = self.traces._traces
        if filters:
            keep = [f for f in filters if f.inclusive]
            drop = [f for f in filters if not f.inclusive]
            traces = [trace for trace in traces
                      if (not keep or any(f._match(trace) for f in keep))
                      and all(f._match(trace) for f in drop)]
        else:
            traces = traces[:]
        return Snapshot(traces, self.traceback_limit)

    def _groups(self, key_type, cumulative):
        """A dict of statistics by traceback."""
        if key_type not in _KINDS:
            raise ValueError(f'unknown key_type: {key_type!r}')
        if cumulative and key_type == 'traceback':
            raise ValueError(f'cumulative mode cannot by used with key type {key_type!r}')
        sums = {}
        for _, size, frames, *_ in self.traces._traces:
            shown = frames if cumulative else frames[:1]
            if key_type == 'traceback':
                places = (frames,)
            elif key_type == 'lineno':
                places = ((frame,) for frame in shown)
            else:
                places = (((name, 0),) for name, _ in shown)
            for place in places:
                stat = sums.get(place)
                if stat is None:
                    sums[place] = Statistic(Traceback(place), size, 1)
                else:
                    stat.size += size
                    stat.count += 1
        return {stat.traceback: stat for stat in sums.values()}

    def statistics(self, key_type, cumulative=False):
        """Statistics by 'lineno', 'filename' or 'traceback', the largest first."""
        found = list(self._groups(key_type, cumulative).values())
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """Differences to an older snapshot, the largest first."""
        new = self._groups(key_type, cumulative)
        old = old_snapshot._groups(key_type, cumulative)
        found = _differences(old, new)
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def take_snapshot():
    """The traces of all blocks that are in use and were traced."""
    if not is_tracing():
        raise RuntimeError('the tracemalloc module must be tracing memory '
                           'allocations to take a snapshot')
    return Snapshot(_get_traces(), get_traceback_limit())
