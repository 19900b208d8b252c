class V:
    def __add__(self, other):
        return self.x + other
print(V() + 1)
