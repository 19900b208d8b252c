d = {}
for k in "zebra":
    d[k] = ord(k)
print(d)
del d["b"]; d["b"] = 0
print(list(d))
d["z"] = -1
print(list(d.items()))
keys, values, items = d.keys(), d.values(), d.items()
d["new"] = 1
print(keys, len(values), ("new", 1) in items)
print(keys & {"z", "q"}, sorted(keys | {"q"}), sorted(keys - {"z"}), sorted({"a": 1}.keys() ^ {"b": 2}.keys()))
print({"a": 1}.keys() == {"a"}, {"a": 1}.items() == {("a", 1)}, {"a": 1}.keys() <= {"a": 2, "b": 1}.keys())
print("z" in keys, -1 in values, keys.isdisjoint({"none"}))
inverted = {v: k for k, v in d.items()}
print(inverted)
print(sorted(d), sorted(d, key=d.get), max(d, key=d.get))
