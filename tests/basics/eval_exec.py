x = 10
print(eval("x + 1"), eval("a * 2", {"a": 4}))
namespace = {}
exec("def f(n):\n    return n * 3\ny = f(5)", namespace)
print(namespace["y"], sorted(k for k in namespace if k != "__builtins__"))
exec("x = 99")
print(x)
code = compile("1 + 2", "<made>", "eval")
print(eval(code), code.co_filename)
try:
    eval("1 +")
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset)
try:
    eval("missing")
except NameError as error:
    print(error)
def f():
    local = 5
    return eval("local * 2"), sorted(locals())
print(f())
