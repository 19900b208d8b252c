def echo():
    print("started")
    received = None
    while True:
        try:
            received = yield received
            print("received", received)
        except ValueError as error:
            print("caught", error)
            received = "recovered"
        finally:
            print("finally")
g = echo()
print(next(g))
print(g.send("a"))
print(g.throw(ValueError("thrown")))
try:
    g.throw(KeyError("uncaught"))
except KeyError as error:
    print(repr(error))
print(next(g, "finished"))
g = echo()
try:
    g.send(1)
except TypeError as error:
    print(error)
next(g); g.close(); g.close()
print("closed", next(g, None))
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn(); next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
def value_on_close():
    try:
        yield
    except GeneratorExit:
        return "closed value"
v = value_on_close(); next(v)
print(v.close())
def leak():
    yield 1
    raise StopIteration("inner")
try:
    list(leak())
except RuntimeError as error:
    print(error, repr(error.__cause__))
def own():
    me.send(None)
    yield
me = own()
try:
    next(me)
except ValueError as error:
    print(error)
fresh = echo()
try:
    fresh.throw(OSError("before start"))
except OSError as error:
    print("fresh", error)
