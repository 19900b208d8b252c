class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __eq__(self, other): return self.n == other.n
    def __hash__(self): return hash(self.n)
l = [D(i) for i in range(6)]
l.pop(0); print("popped first")
l[0] = D("replacement"); print("replaced")
l[1:3] = [D("s")]; print("slice")
l *= 0; print("emptied")
d = {D("key"): D("value")}
d[D("key")] = D("second value"); print("same key, new value")
d.pop(D("key")); print("popped")
d.setdefault(D("k"), D("v")); d.setdefault(D("k"), D("unused")); print("setdefault")
d.update({D("k"): D("updated")}); print("updated")
d.popitem(); print("popitem")
s = {D(1), D(1)}; print("duplicate in display")
s.add(D(1)); print("duplicate added")
s.discard(D(1)); print("discarded")
l = [D("x")] + [D("y")]; print("concatenated")
l = l[1:]; print("tail")
l = list(l) + [D("z")]; l.remove(D("y")); print("removed"); l.insert(0, D("w")); l.clear()
print(dict.fromkeys([D("fk")], 1) and "fromkeys")
