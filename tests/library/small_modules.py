import getopt, queue, graphlib, colorsys
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e, e.args)
for a, s, l in [("-a -b foo --long=3 rest -x".split(), "ab:", ["long="]), ("-abfoo --lo 3 -- -x".split(), "ab:", ["long=", "other"]), ("-z".split(), "ab", []), (["--nope"], "", ["x"]), (["-b"], "b:", []), (["--long"], "", ["long="]), (["--x=3"], "", ["x"]), (["--o"], "", ["one", "only"]), ("x -a y".split(), "a", []), ("-".split(), "a", [])]:
    t(getopt.getopt, a, s, l); t(getopt.gnu_getopt, a, s, l)
q = queue.Queue(2); q.put(1); q.put(2); print(q.full(), q.qsize(), q.get(), q.get_nowait(), q.empty()); t(q.get_nowait); q.put(1); q.put(1); t(q.put_nowait, 3); q.task_done(); t(q.get, True, -1); t(q.get, timeout=0.001); 
for _ in range(3): q.task_done()
t(q.task_done); q.join(); q.shutdown(); t(q.put, 1)
p = queue.PriorityQueue(); [p.put(x) for x in (3, 1, 2)]; print([p.get() for _ in range(3)]); l = queue.LifoQueue(); l.put(1); l.put(2); print(l.get(), l.get()); s = queue.SimpleQueue(); s.put(1); print(s.get(), s.empty(), s.qsize()); t(s.get_nowait)
ts = graphlib.TopologicalSorter({"D": {"B", "C"}, "C": {"A"}, "B": {"A"}}); print([sorted(x) if 0 else x for x in ts.static_order()][0]); t(ts.prepare); ts = graphlib.TopologicalSorter(); ts.add(1, 2, 3); ts.add(2, 3); t(ts.get_ready); ts.prepare(); print(ts.get_ready(), ts.is_active(), bool(ts)); t(ts.done, 1); t(ts.done, 9); ts.done(3); t(ts.done, 3); print(ts.get_ready()); ts.done(2); print(ts.get_ready()); ts.done(1); print(ts.is_active(), ts.get_ready()); t(ts.add, 5); t(graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1]}).prepare); t(list, graphlib.TopologicalSorter({1: [1]}).static_order())
for rgb in [(0, 0, 0), (1, 1, 1), (.2, .4, .6), (1, 0, 0), (0, 1, 0), (0, 0, 1), (.9, .5, .1)]:
    for n in "yiq", "hls", "hsv": c = getattr(colorsys, "rgb_to_" + n)(*rgb); print(n, c, getattr(colorsys, n + "_to_rgb")(*c))
