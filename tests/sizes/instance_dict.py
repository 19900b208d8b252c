# differs: CPython's figure goes on falling by 8 with every instance that the class makes; ours is that of the moment when the dict came to be
import sys
class Three:
    def __init__(self): self.a = self.b = self.c = 1
first = Three()
print(sys.getsizeof(first.__dict__))
second = Three()
print(sys.getsizeof(first.__dict__), sys.getsizeof(second.__dict__))
first.d = 1
print(sys.getsizeof(first.__dict__))
