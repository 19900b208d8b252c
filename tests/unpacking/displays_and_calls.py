a, b = [1, 2], (3, 4)
print([*a, *b], (*a, 5), {*a, *b, 1}, {**{"x": 1}, "y": 2}, *a, *b)
print([*range(3), *"ab", *{"k": 1}], (*(),), [*[]], max(*a, *b))
def f(*args, **kw): return args, kw
print(f(*a, *b), f(**{"x": 1}, **{"y": 2}), f(0, *a, z=1, **{"w": 2}))
print(*[[i] * i for i in range(3)], sep="|")
t = *a, *b
print(t)
for x in *a, 9:
    print(x, end=" ")
print()
def g(): return *a, 0
print(g())
for text in ("[*5]", "(*None,)", "{**5}", "{**[1]}", "f(*5)", "f(**[1])", "f(**{1: 2})", "[*1, *2]", "{*5}", "f(x=1, **{'x': 2})"):
    try:
        print(eval(text))
    except TypeError as error:
        print(text, "->", error)
merged = {**{"a": 1, "b": 2}, **{"b": 3}}
print(merged, {**merged, "a": 0}, dict(**merged, c=4))
