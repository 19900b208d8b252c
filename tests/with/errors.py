class EnterFails:
    def __enter__(self): raise ValueError("enter failed")
    def __exit__(self, *a): print("exit never runs")
class ExitFails:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb): raise RuntimeError("exit failed")
class NoExit:
    def __enter__(self): pass
class Instance:
    def __init__(self):
        self.__enter__ = lambda: None
        self.__exit__ = lambda *a: None
try:
    with EnterFails(): print("no")
except ValueError as error:
    print(error)
try:
    with ExitFails(): pass
except RuntimeError as error:
    print(error, repr(error.__context__))
try:
    with ExitFails(): 1 / 0
except RuntimeError as error:
    print(error, repr(error.__context__))
for bad in (NoExit(), 5, Instance()):
    try:
        with bad: pass
    except TypeError as error:
        print(error)
class Order:
    def __init__(self, n): print("init", n); self.n = n
    def __enter__(self): print("enter", self.n); return self
    def __exit__(self, *a): print("exit", self.n); return False
try:
    with Order(1), EnterFails(), Order(2): pass
except ValueError as error:
    print(error)
