# norm: addr
class Fragile:
    def __del__(self):
        raise ValueError("from __del__")
f = Fragile()
del f
print("the program goes on")
