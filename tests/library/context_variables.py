# Context variables: values by context, tokens that lead back, and what is refused.
import contextvars
from contextvars import Context, ContextVar, Token, copy_context
import re


def told(f, *args, **kwargs):
    try:
        shown = repr(f(*args, **kwargs))
    except Exception as e:
        shown = f"{type(e).__name__}: {e}"
    print(re.sub("0x[0-9a-f]+", "0x...", shown))


depth = ContextVar("depth", default=0)
colour = ContextVar("colour")

print("-- values and tokens")
told(depth.get)
told(colour.get)
told(colour.get, "grey")
first = colour.set("red")
told(lambda: first.old_value)
told(lambda: first.var is colour)
second = colour.set("green")
told(lambda: second.old_value)
told(lambda: second)
colour.reset(second)
told(colour.get)
told(lambda: second)
told(colour.reset, second)
told(depth.reset, first)
colour.reset(first)
told(colour.get)

print("-- contexts")
depth.set(1)
inner = copy_context()


def deeper(by, *, again=False):
    depth.set(depth.get() + by)
    return deeper(by) if again else depth.get()


told(inner.run, deeper, 5)
told(inner.run, deeper, 5, again=True)
told(depth.get)
told(lambda: inner[depth])
told(lambda: depth in inner, )
told(lambda: colour in inner)
told(inner.get, colour)
told(inner.get, colour, "none")
told(lambda: inner[colour])
told(len, inner)
told(lambda: list(inner) == [depth])
told(lambda: list(inner.items()) == [(depth, 16)])
told(lambda: list(inner.values()))
told(lambda: inner == inner.copy())
told(lambda: inner == copy_context())
told(lambda: inner.copy() is inner)
told(bool, Context())
told(lambda: copy_context().run(copy_context) == copy_context())

print("-- a context is left when its call fails")


def fails():
    depth.set(99)
    raise KeyError("away")


told(inner.run, fails)
told(lambda: inner[depth])
told(depth.get)
token_of_inner = inner.run(depth.set, 7)
told(depth.reset, token_of_inner)
told(inner.run, inner.run, print)
told(inner.run, print, "entered again")

print("-- what is refused")
told(ContextVar)
told(ContextVar, 1)
told(ContextVar, "a", "b")
told(ContextVar, "a", x=1)
told(ContextVar, "a", default=1, x=2)
told(Token)
told(Context, 1)
told(inner.run)
told(inner.run, 1)
told(lambda: inner["depth"])
told(lambda: "depth" in inner)
told(inner.get, 1)
told(depth.reset, 1)
told(hash, inner)
told(hash, first)
for kind in ContextVar, Token, Context:
    told(type, "Heir", (kind,), {})
    told(setattr, kind, "new", 1)
    told(lambda: kind)

print("-- as generics, and shown")
told(lambda: ContextVar[int])
told(lambda: Token[str])
told(lambda: depth)
holder = []
holder.append(ContextVar("self", default=holder))
told(lambda: holder[0])
told(lambda: holder)
told(lambda: sorted(contextvars.__all__))
