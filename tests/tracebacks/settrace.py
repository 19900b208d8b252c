# sys.settrace: which events come, in which order, at which lines.
import sys

log = []


def tracer(frame, event, arg):
    if event == "exception":
        arg = arg[0].__name__, str(arg[1])
    name = frame.f_code.co_name
    print(f"{name}+{frame.f_lineno - frame.f_code.co_firstlineno} {event} {arg if event != 'line' else ''}".rstrip())
    return tracer


def traced(f, *args):
    print("--", f.__name__)
    sys.settrace(tracer)
    try:
        return f(*args)
    except Exception as e:
        sys.settrace(None)
        print("raised", repr(e))
    finally:
        sys.settrace(None)


def straight(a):
    b = a + 1
    c = [b,
         a]
    return c


def loops():
    total = 0
    for i in range(2):
        total += i
    while total < 3:
        total += 1
        if total == 2:
            continue
        total += 0
    else:
        total = -1
    return total


def inner(x):
    return x * 2


def calls():
    y = inner(3)
    z = [inner(i) for i in range(2)]
    return y, z


def fails():
    raise ValueError("no")


def catches():
    text = None
    try: fails()
    except ValueError as e:
        text = str(e)
    finally:
        done = True
    return text


class Manager:
    def __enter__(self):
        return 1

    def __exit__(self, *args):
        return False


def uses():
    with Manager() as m:
        x = m
    return x


def gen():
    a = yield 1
    yield 2


def runs_gen():
    for v in gen():
        pass
    return v


def lambdas():
    f = lambda v: v + 1
    return sorted([2, 1], key=f)


def nothing():
    pass


traced(straight, 1)
traced(loops)
traced(calls)
traced(catches)
traced(uses)
traced(runs_gen)
traced(lambdas)
traced(nothing)
traced(fails)


def only_calls(frame, event, arg):
    print("call of", frame.f_code.co_name)


sys.settrace(only_calls)
straight(1)
calls()
sys.settrace(None)
print(sys.gettrace())


def broken(frame, event, arg):
    raise KeyError("in the tracer")


sys.settrace(broken)
try:
    nothing()
except KeyError as e:
    print(repr(e), sys.gettrace())


def quiet(frame, event, arg):
    frame.f_trace_lines = False
    print(event)
    return quiet


sys.settrace(quiet)
straight(1)
sys.settrace(None)
straight(1)
