class R:
    def __repr__(self): return self.nothing
print([R()])
