# When an error unwinds a frame, its temporaries are released before the handler runs.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def boom(*args): raise ValueError("boom")
try:
    [D("display"), D("second"), boom()]
except ValueError:
    print("handler 1")
try:
    D("left") + boom()
except ValueError:
    print("handler 2")
try:
    print(D("argument"), boom(D("inner argument")))
except ValueError:
    print("handler 3")
print("after 3")
try:
    for x in [D("item"), D("unseen")]:
        boom()
except ValueError:
    print("handler 4")
x = None
print("--")
def f():
    local = D("local")
    D("temporary in f").n + boom()
try:
    f()
except ValueError:
    print("handler 5")
print("after 5")
try:
    {"k": D("value"), "j": boom()}
except ValueError:
    print("handler 6")
try:
    with_it = (D("tuple item"), 1 / 0)
except ZeroDivisionError:
    print("handler 7")
print("end")
