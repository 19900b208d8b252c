d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, 1 in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
print(d.pop("a"), d.pop("zz", None), d.popitem(), d, d.setdefault("b", 9), d.setdefault("n", []), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d)
e = d.copy(); e.clear(); print(len(d), e)
print(dict(a=1), dict([(1, 2)]), dict({"k": 1}, j=2), dict(zip("ab", range(2))), dict.fromkeys("ab", 0), dict())
print({"a": 1} | {"b": 2}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {**{"a": 1}, "a": 2, **{"c": 3}})
d = {"k": 1}; d |= {"k": 2, "j": 3}; print(d)
print({1: "int"}[True], {1.0: "x"}[1], {True: 1, 1: 2, 1.0: 3})
print(reversed({"a": 1, "b": 2}).__class__.__name__, list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1, "b": 2}.items())))
for call in (lambda: {}["k"], lambda: {}.popitem(), lambda: {}.pop("k"), lambda: {[]: 1}, lambda: {} < {}, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {{}: 1}, lambda: {}.pop(), lambda: dict(5), lambda: {(1, []): 2}):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
