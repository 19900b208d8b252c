import gc
class C: pass
target = C()
holder_list = [target]
holder_dict = {"k": target}
holder_tuple = (target, [])
holder_obj = C(); holder_obj.attr = target
kinds = sorted(type(r).__name__ for r in gc.get_referrers(target) if r is not globals())
print(kinds)
print(any(r is holder_list for r in gc.get_referrers(target)), any(r is globals() for r in gc.get_referrers(target)))
print([type(r).__name__ for r in gc.get_referents([1, "a", [2]])], gc.get_referents(5), gc.get_referents())
print(sorted(map(repr, gc.get_referents({"a": 1, "b": "two"}))))
del holder_list, holder_dict, holder_tuple, holder_obj
print(len([r for r in gc.get_referrers(target) if r is not globals()]))
def closure():
    captured = target
    return lambda: captured
f = closure()
print([type(r).__name__ for r in gc.get_referrers(target) if r is not globals()])
