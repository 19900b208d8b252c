import traceback, sys, io
def f(n):
    if n == 0:
        return 1 / 0
    return f(n - 1)
def show(exc): 
    print("".join(traceback.format_exception(exc)))
    print(traceback.format_exception_only(exc))
try: f(6)
except Exception as e:
    show(e)
    e.add_note("note one\nline two")
    show(e)
    print(traceback.extract_tb(e.__traceback__)[:2])
    print(traceback.format_tb(e.__traceback__, 1), traceback.format_tb(e.__traceback__, -1))
    try:
        raise ValueError("x") from e
    except ValueError as g:
        show(g)
        print(traceback.format_exception(g, chain=False))
        saved = g
try:
    try: {}['a']
    except KeyError: foo.bar
except NameError as e: show(e)
class A:
    blech = 1
    def m(self): return self.blach
    def n(self): return blech
for thing in (lambda: A().m(), lambda: A().n(), lambda: prnt, lambda: sys.exitt, lambda: mathh, lambda: math.pi):
    try: thing()
    except Exception as e: show(e)
try: from sys import exitt
except ImportError as e: show(e)
try: compile("x = (1 +\n  2 3)", "f.py", "exec")
except SyntaxError as e: show(e)
def group():
    excs = []
    for i in range(3):
        try:
            if i == 1: raise ExceptionGroup("inner", [TypeError(1), OSError(2, "no")])
            1 / (i - i)
        except Exception as e: excs.append(e)
    raise ExceptionGroup("outer", excs)
try: group()
except Exception as e:
    show(e)
    print(traceback.format_exception_only(e, show_group=True))
def stack():
    traceback.print_stack(file=sys.stdout)
    print(traceback.format_stack(limit=1))
    print(traceback.extract_stack())
    print(list(traceback.walk_stack(sys._getframe()))[0][1])
stack()
class Bad(Exception):
    def __str__(self): raise ValueError
show(Bad())
show(None)
e = ValueError(); e.__notes__ = 5; show(e)
e.__notes__ = [1, "b", Bad()]; show(e)
show(ExceptionGroup("many", [ValueError(i) for i in range(20)]))
g = ValueError(1)
for i in range(13): g = ExceptionGroup(f"g{i}", [g])
show(g)
te = traceback.TracebackException.from_exception(saved, capture_locals=True)
print(te, te.exc_type_str, te.stack[0].locals["i"] if "i" in te.stack[0].locals else 0, len(te.stack), te.__cause__.stack[-1].locals)
fs = traceback.FrameSummary("a.py", 3, "g", line="  hello ")
print(fs, list(fs), len(fs), fs.line, fs == ("a.py", 3, "g", "hello"), fs == fs, fs[1], fs.colno)
print(traceback.StackSummary.from_list([fs, ("b.py", 9, "h", "x = 1"), ("b.py", 10, "h", None)]).format())
out = io.StringIO()
try: 1/0
except ZeroDivisionError:
    traceback.print_exc(file=out)
    print(out.getvalue(), traceback.format_exc(limit=0))
print(traceback.format_exc())
for call in (lambda: traceback.format_exception(1), lambda: traceback.format_exception(ValueError, ValueError(1)), traceback.print_last):
    try: call()
    except Exception as e: print(type(e), e)
class My(traceback.StackSummary):
    def format_frame_summary(self, fs, **kwargs): return None if fs.name == "f" else f"<{fs.name}>\n"
try: f(2)
except Exception as e:
    s = My.extract(traceback.walk_tb(e.__traceback__)); print(s.format(), type(s))
    traceback.clear_frames(e.__traceback__)
    print(e.__traceback__.tb_next.tb_frame.f_locals)
    tb = type(e.__traceback__)(None, e.__traceback__.tb_frame, 0, 7); print(tb.tb_lineno, tb.tb_next)
