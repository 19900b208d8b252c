# f_locals of a function's frame writes through; names that the code does not know are kept beside.
import sys


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


def f(a, b=2):
    c = [a]

    def inner():
        return a, c

    proxy = sys._getframe().f_locals
    print(type(proxy).__name__, sorted(proxy), len(proxy))
    proxy["a"] = 10
    proxy["b"] += 1
    proxy["new"] = "beside"
    print(a, b, inner(), proxy["new"], "new" in proxy, "nothing" in proxy)
    print(sys._getframe().f_locals["new"], sys._getframe().f_locals == proxy, proxy == {}, proxy != dict(proxy))
    proxy |= {"b": 7}
    proxy.update({"c": (1,)}, )
    print(b, c, proxy.get("a"), proxy.get("z"), proxy.get("z", 5), proxy.setdefault("b", 0), proxy.setdefault("other", 3))
    print(sorted(k for k in proxy.keys()), type(proxy.copy()).__name__, list(reversed(proxy))[:1])
    print((proxy | {"q": 1})["q"], ({"q": 1} | proxy)["b"])

    def delete():
        del proxy["a"]

    show(delete)
    show(lambda: proxy["nothing"])
    show(lambda: proxy.pop("a"))
    show(lambda: proxy.clear())
    show(lambda: hash(proxy))
    show(lambda: type(proxy)())
    show(lambda: type(proxy)(1))
    show(lambda: type(proxy)(sys._getframe(1))["b"])
    show(lambda: proxy.update(3))
    import collections.abc

    print(isinstance(proxy, collections.abc.Mapping), isinstance(proxy, dict))
    match proxy:
        case {"b": found}:
            print("matched", found)
    try:
        zz
    except NameError:
        proxy["zz"] = 1
    locals()["b"] = 99
    return b


print(f(1))


def outer():
    x = 1

    def change():
        sys._getframe(1).f_locals["x"] = 2

    change()
    return x


print(outer())


def unbound():
    sys._getframe().f_locals["late"] = "set from outside"
    if False:
        late = None
    return late


print(unbound())


def generator():
    x = 1
    yield x
    yield x


g = generator()
next(g)
g.gi_frame.f_locals["x"] = 5
print(next(g), dict(g.gi_frame.f_locals))
show(g.gi_frame.clear)
frame = g.gi_frame
g.close()
print(dict(frame.f_locals))
fresh = generator()
frame = fresh.gi_frame
frame.clear()
print(next(fresh, "ended by clear"))


def running():
    show(sys._getframe().clear)


running()


class Body:
    sys._getframe().f_locals["set"] = 1
    print(set, type(sys._getframe().f_locals))


try:
    1 / 0
except ZeroDivisionError as e:
    left = e.__traceback__.tb_frame.f_locals
print(left is globals())


def raising():
    held = "still there"
    1 / 0


try:
    raising()
except ZeroDivisionError as e:
    frame = e.__traceback__.tb_next.tb_frame
frame.f_locals["held"] = "changed"
print(frame.f_locals)
frame.clear()
print(frame.f_locals)


class C:
    seen = [__class__ for _ in ()]

    def m(self):
        return __class__


try:
    class D:
        seen = [__class__ for _ in (1,)]
except NameError as e:
    print(e)
print(C().m())
