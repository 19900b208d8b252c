def worker():
    try:
        yield 1
        raise KeyError("inside")
    except KeyError as error:
        yield f"handled {error}"
    try:
        yield 2
    finally:
        print("cleanup")
for x in worker():
    print(x)
def fails():
    yield 1
    1 / 0
g = fails()
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(error)
print(next(g, "exhausted after error"))
def nested():
    try:
        yield from fails()
    except ZeroDivisionError:
        yield "nested handled"
print(list(nested()))
def in_handler():
    try:
        raise ValueError("outer")
    except ValueError:
        yield "in handler"
        import sys
        print(repr(sys.exception()))
import sys
h = in_handler()
next(h)
print(sys.exception())
print(next(h, "end"))
