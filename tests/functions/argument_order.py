def say(x):
    print("eval", x)
    return x
def f(*args, **kw): print(args, kw)
f(say(1), *say([2, 3]), say(4), k=say(5), **say({"j": 6}))
d = {say("k1"): say("v1"), say("k2"): say("v2")}
print(say([0, 1])[say(1)], say(1) + say(2) * say(3))
a = [0, 0]
def index(): print("index"); return 0
def value(): print("value"); return 9
def target(): print("target"); return a
target()[index()] = value()
print(a)
x = y = say(7)
print(say(0) or say(2), say(0) and say(2), say(1) if say(True) else say(2))
print((say(1), say(2)), [say(3)], {say(4)}, f"{say(5)}{say(6)}")
class C:
    def __getattr__(self, name):
        print("getattr", name)
        return lambda *a: print("called", name, a)
C().method(say("arg"))
def g(a=say("default")): pass
print(say(1) < say(2) < say(3))
