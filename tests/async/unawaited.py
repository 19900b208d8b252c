# What is never awaited is warned of; a suspended asynchronous generator that dies is closed.
# norm: addr
import sys


async def f():
    pass


async def g():
    yield 1


async def busy():
    try:
        yield 1
    finally:
        print("finally")


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


f()
c = f()
del c
a = g()
a.__anext__()
a.asend(3)
a.athrow(ValueError)
a.aclose()
g()
b = busy()
try:
    b.__anext__().send(None)
except StopIteration as e:
    print(e.value)
del b
print("--")
b = stubborn()
try:
    b.__anext__().send(None)
except StopIteration as e:
    print(e.value)
del b
print("-- origin")
sys.set_coroutine_origin_tracking_depth(2)


def outer():
    return f()


c = outer()
print([(line, name) for _, line, name in c.cr_origin])
del c
print(sys.get_coroutine_origin_tracking_depth())
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)
