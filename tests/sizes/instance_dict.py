# differs: CPython's figure falls by 8 with every instance the class has made; ours is that of the first
import sys
class Three:
    def __init__(self): self.a = self.b = self.c = 1
first, second = Three(), Three()
print(sys.getsizeof(first.__dict__), sys.getsizeof(second.__dict__))
first.d = 1
print(sys.getsizeof(first.__dict__))
