print(max(1, 2))
max = lambda *a: "mine"
print(max(1, 2))
del max
print(max(1, 2))
def f():
    print("len" in dir(__builtins__))
    list = [1]
    return list
print(f(), list("ab"))
try:
    undefined_name
except NameError as error:
    print(error, error.name)
def locals_of(a, b=2):
    c = a + b
    return locals()
print(locals_of(1))
print(sorted(k for k in globals() if not k.startswith("_")))
globals()["injected"] = 5
print(injected)
class C:
    a = 1
    names = sorted(k for k in locals() if not k.startswith("__"))
print(C.names)
def exec_scope():
    y = 1
    exec("y = 2; z = 3")
    return y
print(exec_scope())
