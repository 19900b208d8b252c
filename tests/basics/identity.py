a = [1]
b = a
c = [1]
print(a is b, a is c, a == c)
e, f = (), ()
print(None is None, e is f, e is not None)
x = 256; y = 256
print(x is y)
print(type(1) is int, type(None) is type(None))
print(id(a) == id(b), id(a) == id(c))
print(True is True, (1 == 1.0) is True)
