print([i for i in range(3)])
try:
    i
except NameError as error:
    print(error)
def f():
    items = [1, 2]
    return [x for x in items], [lambda: x for x in items][0](), locals().keys()
print(f())
def order(tag, it):
    print("iter", tag)
    return it
print([(a, b) for a in order("a", [1, 2]) for b in order("b", [3])])
gen = (x for x in order("first iterable is evaluated at once", [1]))
print("made")
print(list(gen))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
n = 10
late = (x + n for x in range(2))
n = 100
print(list(late))
class C:
    items = [1, 2]
    doubled = [x * 2 for x in items]
print(C.doubled)
def g():
    total = 0
    [total := total + x for x in range(5)]
    return total
print(g())
try:
    print([x for x in range(3)][x])
except NameError as error:
    print(error)
for bad in ("[x := 1 for x in y]", "[y := 1 for x in (y := 2)]"):
    try:
        compile(bad, "<test>", "exec")
    except SyntaxError as error:
        print(error.msg)
