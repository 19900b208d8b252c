def zero(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def opt(a, b=2): pass
def kwonly(*, key): pass
def kwonly2(a, *, key, other): pass
def posonly(a, b, /): pass
def star(a, *rest): pass
def anything(**kw): pass
class C:
    def __init__(self, x): pass
    def method(self, y): pass
    @staticmethod
    def static(): pass
    @classmethod
    def cls(cls, z): pass
class Empty: pass
five, text, none = 5, 'x', None
calls = """zero(1)
zero(1, 2)
zero(x=1)
one()
one(1, 2)
one(1, a=2)
two()
two(1)
two(1, 2, 3)
two(b=1)
two(1, 2, c=3)
two(1, 2, bb=3)
three()
three(1)
three(1, c=2)
opt()
opt(1, 2, 3)
opt(1, 2, b=3)
kwonly()
kwonly(1)
kwonly(kee=1)
kwonly(key=1, other=2)
kwonly2()
kwonly2(1)
kwonly2(1, 2, key=3)
kwonly2(1, key=3)
posonly()
posonly(1)
posonly(1, b=2)
posonly(a=1, b=2)
posonly(1, 2, 3)
star()
anything(1)
C()
C(1, 2)
C(1).method()
C(1).method(1, 2)
C(1).method(1, y=2)
C(1).static(1)
C.cls()
C.method()
C.method(C(1))
Empty(1)
Empty(x=1)
(lambda a: a)()
one(*[1, 2])
one(**{"b": 1})
one(**{1: 2})
one(a=1, **{"a": 2})
one(*5)
one(**5)
two(*[1], **{"a": 2})
five()
text()
none()
Empty()()"""
for call in calls.split("\n"):
    try:
        print(call, "->", eval(call))
    except TypeError as error:
        print(call, "->", error)
