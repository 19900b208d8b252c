# Which lines run, as the module trace prints and counts them.
import trace


def step(x):
    y = x + 1
    return y


class Thing:
    def method(self):
        return step(2)


def loop():
    total = 0
    for i in range(2):
        total += step(i)
    return total


tracer = trace.Trace(count=1, trace=1)
print(tracer.runfunc(loop))
print(sorted((line, times) for (_, line), times in tracer.results().counts.items()))
functions = trace.Trace(count=0, trace=0, countfuncs=1)
functions.runfunc(loop)
functions.runfunc(Thing().method)
functions.results().write_results()
ignoring = trace.Trace(trace=0, ignoremods=["traced_lines"])
ignoring.runfunc(loop)
print(ignoring.results().counts)
