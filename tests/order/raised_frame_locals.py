# A frame that raised keeps its locals for as long as the traceback lives: to the end of the except block.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(parameter):
    a, b = D("a"), D("b")
    raise ValueError("x")
try:
    f(D("parameter"))
except ValueError as error:
    print("handler")
print("after")
def g():
    d = D("in g")
    f(D("from g"))
try:
    g()
except ValueError:
    print("handler without a name")
print("after")
saved = None
try:
    f(D("kept"))
except ValueError as error:
    saved = error
print("saved")
saved.__traceback__ = None
print("traceback dropped")
saved = None
try:
    f(D("again"))
except ValueError as error:
    saved = error
saved = None
print("dropped with the exception")
def h():
    try:
        f(D("inside h"))
    except ValueError:
        return "returned from the handler"
print(h())
def k():
    d = D("finally local")
    try:
        f(D("in finally"))
    finally:
        print("finally runs")
try:
    k()
except ValueError:
    print("outer handler")
print("end")
