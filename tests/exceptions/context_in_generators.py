import sys
def gen():
    try:
        yield "a"
    except KeyError as error:
        print("in generator", repr(error), repr(error.__context__))
        yield "b"
    print(repr(sys.exception()))
    yield "c"
g = gen()
next(g)
try:
    raise ValueError("outside")
except ValueError:
    print(g.throw(KeyError("thrown")))
    print(repr(sys.exception()))
    print(next(g))
print(sys.exception())
def failing():
    try:
        yield
    finally:
        raise RuntimeError("from finally")
f = failing(); next(f)
try:
    f.throw(ValueError("original"))
except RuntimeError as error:
    print(repr(error), repr(error.__context__))
def outer():
    try:
        yield from inner()
    except ZeroDivisionError as error:
        raise LookupError("translated") from error
def inner():
    yield 1
    1 / 0
o = outer(); next(o)
try:
    next(o)
except LookupError as error:
    print(repr(error.__cause__), error.__suppress_context__)
class Manager:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        print("exit", kind and kind.__name__)
def within():
    with Manager():
        yield 1
        yield 2
w = within(); next(w); w.close()
for _ in within(): break
list(within())
