# A store to a subscript releases the value, the container, the key.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __setitem__(self, key, value): print("set")
    def __delitem__(self, key): print("unset")
D("container")[D("key")] = D("value")
del D("container")[D("key")]
