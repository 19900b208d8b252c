import sys
big = "x" * 1000
one = [big]
many = [big] * 10
print(sys.getsizeof(one), sys.getsizeof(many), sys.getsizeof(big))
def deep(obj, seen=None):
    seen = set() if seen is None else seen
    if id(obj) in seen: return 0
    seen.add(id(obj))
    total = sys.getsizeof(obj)
    if isinstance(obj, dict):
        total += sum(deep(k, seen) + deep(v, seen) for k, v in obj.items())
    elif isinstance(obj, (list, tuple, set)):
        total += sum(deep(i, seen) for i in obj)
    return total
print(deep(one), deep(many), deep([["a"], ["a"]]), deep({"k": [1.5, 1.5]}))
loop = []
loop.append(loop)
print(deep(loop))
