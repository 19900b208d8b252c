x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 2; print(x)
x //= 5; print(x)
x **= 3; print(x)
x %= 50; print(x)
x <<= 2; print(x)
x >>= 1; print(x)
x |= 1; print(x)
x &= 7; print(x)
x ^= 2; print(x)
x /= 4; print(x)
a = b = [1]
a += [2]
print(a is b, b)
a = a + [3]
print(a is b, b)
t = u = (1,)
t += (2,)
print(t is u, u)
class Box:
    def __init__(self): self.items = {}
    def __getitem__(self, key):
        print("get", key)
        return self.items.get(key, 0)
    def __setitem__(self, key, value):
        print("set", key, value)
        self.items[key] = value
def key():
    print("key evaluated once")
    return "k"
box = Box()
box[key()] += 5
box[key()] += 5
class M:
    def __imatmul__(self, other):
        return "matmul in place with " + other
m = M()
m @= "you"
print(m)
tup = ([],)
try:
    tup[0] += [1]
except TypeError as error:
    print(error, tup)
