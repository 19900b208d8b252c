# Snapshots made by hand: grouping, comparing, filtering, order, text.
import tracemalloc
from tracemalloc import DomainFilter, Filter, Frame, Snapshot, Statistic, StatisticDiff, Trace, Traceback

OLD = [
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (1, 2, (('a.py', 5), ('b.py', 4)), 3),
    (2, 66, (('b.py', 1),), 1),
    (3, 7, (('<unknown>', 0),), 1),
]
NEW = [
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (2, 2, (('a.py', 5), ('b.py', 4)), 3),
    (2, 5000, (('a.py', 5), ('b.py', 4)), 3),
    (4, 400, (('c.py', 578),), 1),
    (4, 3 << 20, (('c.py', 579),), 1),
    (4, 12 << 30, (('c.py', 580),), 1),
]
old, new = Snapshot(OLD, 2), Snapshot(NEW, 2)

for kind in 'lineno', 'filename', 'traceback':
    print('---', kind)
    for stat in new.statistics(kind):
        print(stat)
        print('   ', repr(stat))
    for stat in new.compare_to(old, kind):
        print(stat)
        print('   ', repr(stat))
for kind in 'lineno', 'filename':
    print('--- cumulative', kind)
    for stat in new.statistics(kind, True):
        print(stat)
    for stat in new.compare_to(old, kind, cumulative=True):
        print(stat)

print('--- filters')


def left(*filters):
    return [(t.domain, t.size, str(t.traceback)) for t in old.filter_traces(filters).traces]


print(left())
print(left(Filter(True, 'a.py')))
print(left(Filter(False, 'a.py')))
print(left(Filter(True, 'b.py')))
print(left(Filter(True, 'b.py', all_frames=True)))
print(left(Filter(False, 'b.py', all_frames=True)))
print(left(Filter(True, '*.py', lineno=5), Filter(True, '<un*')))
print(left(Filter(True, '?.py'), Filter(False, '[!b].py')))
print(left(Filter(True, '[ac].py')), left(Filter(True, '[a-b].pyc')), left(Filter(True, 'a')))
print(left(DomainFilter(True, 2)), left(DomainFilter(False, 0)))
print(left(Filter(True, 'a.py', domain=1)), left(Filter(False, 'a.py', domain=1)))
print(old.filter_traces(()).traces == old.traces, old.filter_traces(()) is old)

print('--- parts')
print(old.traces, len(old.traces), old.traces[0], repr(old.traces[0]), old.traces[1:2])
print(old.traces[0] == old.traces[1], old.traces[0] == old.traces[3], old.traces[3] in old.traces)
print(hash(old.traces[0]) == hash(old.traces[1]), old.traces[0] == 1, old.traces == 1)
tb = old.traces[0].traceback
print(tb, repr(tb), len(tb), tb[0], tb[1], tb[-1], tb[0:2], tb.total_nframe, tb[0] in tb)
print(tb == old.traces[1].traceback, tb < old.traces[3].traceback, tb >= old.traces[3].traceback, tb == 1)
print(Traceback((('x.py', 1), ('y.py', 2))), repr(Traceback((('x.py', 1),))), Traceback((('x.py', 1),)).total_nframe)
f = Frame(('x.py', 7))
print(f, repr(f), f.filename, f.lineno, f == Frame(('x.py', 7)), f < Frame(('x.py', 8)), f > Frame(('x.py', 8)), f == 'x')
print(tb.format(), tb.format(limit=1), tb.format(-1), tb.format(most_recent_first=True), tb.format(0))
s = Statistic(tb, 10, 1)
print(s == Statistic(tb, 10, 1), hash(s) == hash(Statistic(tb, 10, 1)), s == 5, Statistic(tb, 0, 0))
d = StatisticDiff(tb, 10, -5, 1, -2)
print(d, d == StatisticDiff(tb, 10, -5, 1, -2), hash(d) == hash(StatisticDiff(tb, 10, -5, 1, -2)), d == 1)
for n in 0, 1023, 10239, 10240, 102399, 102400, 1 << 20, 10 << 20, 99 << 20, 1 << 30, 99 << 40, 5 << 50:
    print(Statistic(tb, n, 1), '|', StatisticDiff(tb, n, -n, 1, 0))
print(Trace((5, 12345, (('q.py', 3),))), repr(Trace((5, 12345, (('q.py', 3),), 4))))
x = Filter(True, 'some.pyc', 4, True, 6)
print(x.inclusive, x.filename_pattern, x.lineno, x.all_frames, x.domain)
print(DomainFilter(False, 3).domain, DomainFilter(False, 3).inclusive)

print('--- errors')
for wrong in (lambda: new.statistics('size'), lambda: new.statistics('traceback', True),
              lambda: new.compare_to(old, 'x'), lambda: new.filter_traces(5),
              lambda: tracemalloc.take_snapshot(), lambda: tracemalloc.start(0),
              lambda: tracemalloc.start(65536), lambda: tracemalloc.start(-1),
              lambda: tracemalloc.start('1'), lambda: tracemalloc.start(nframe=2),
              lambda: tb < 1, lambda: f < 1):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
