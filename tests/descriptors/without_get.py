# A data descriptor without `__get__` hides nothing when an attribute is read.
class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["x"] = ("set", value)


class A:
    x = SetOnly()


a = A()
print(type(a.x).__name__)
a.x = 3
print(a.x, a.__dict__)
for _ in range(3):
    print(a.x)


class DeleteOnly:
    def __delete__(self, obj):
        print("delete")


class B:
    y = DeleteOnly()


b = B()
b.__dict__["y"] = 5
print(b.y)
try:
    b.y = 3
except AttributeError as e:
    print(e)
del b.y


class Meta(type):
    z = SetOnly()


class C(metaclass=Meta):
    z = 7


print(C.z)
