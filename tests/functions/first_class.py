def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run
inc = lambda x: x + 1
double = lambda x: x * 2
print(compose(inc, double)(5), compose(double, inc)(5), compose()(5))
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max}
for op in table:
    print(op, table[op](7, 3))
print(list(map(inc, [1, 2])), list(filter(lambda x: x % 2, range(6))), list(filter(None, [0, 1, "", "x"])))
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(map(str, range(3))), sorted(["b", "A", "c"], key=str.lower))
def apply(f, *args, **kw): return f(*args, **kw)
print(apply(dict, a=1), apply(max, 1, 2, 3), apply(apply, apply, len, "four"))
curry = lambda f: lambda a: lambda b: f(a, b)
print(curry(pow)(2)(10))
def partial(f, *first):
    return lambda *rest: f(*first, *rest)
print(partial(print, "a", "b")("c"))
