import types
import weakref


print([name for name in types.__all__ if name != "CapsuleType"])
print(types.MethodType, types.CodeType, types.MethodType(len, [1, 2])())


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kwds):
        return {"made": name}

    def __new__(meta, name, bases, namespace, **kwds):
        return super().__new__(meta, name, bases, namespace)


class Alias:
    def __mro_entries__(self, bases):
        return (dict,)


K = types.new_class("K", (Alias(), ), {"metaclass": Meta, "colour": "red"}, lambda ns: ns.update(size=3))
print(K.__mro__, K.made, K.size, type(K) is Meta, [type(b).__name__ for b in types.get_original_bases(K)])
print(types.resolve_bases((int,)), types.prepare_class("X", (K,))[0] is Meta)
for wrong in (lambda: types.get_original_bases(3), lambda: types.coroutine(3),
              lambda: types.prepare_class("X", (K,), {"metaclass": type("M", (type,), {})})):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Point:
    @types.DynamicClassAttribute
    def x(self):
        "The first."
        return 1


print(Point().x, Point.__dict__["x"].__doc__)
try:
    Point.x
except AttributeError:
    print("only instances have it")


@types.coroutine
def pause():
    yield "paused"
    return 4


async def main():
    return await pause()


work = main()
print(work.send(None))
try:
    work.send(None)
except StopIteration as stop:
    print(stop.value)
print(pause.__code__.co_flags & 0x180, types.coroutine(pause) is pause, types.coroutine(main) is main)
print(weakref.WeakSet[int])
