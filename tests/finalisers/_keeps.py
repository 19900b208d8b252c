class K:
    def __init__(self, n): self.n = n
    def __del__(self): print("del module object", self.n)
one = K(1)
two = K(2)
