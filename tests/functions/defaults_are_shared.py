def f(x, acc=[]):
    acc.append(x)
    return acc
print(f(1), f(2))
print(f.__defaults__)
def g(x, acc=None):
    acc = [] if acc is None else acc
    acc.append(x)
    return acc
print(g(1), g(2))
n = 1
def h(x=n): return x
n = 2
print(h(), n)
fs = [lambda i=i: i for i in range(3)]
print([k() for k in fs])
h.__defaults__ = (42,)
print(h())
def order(a=print("a evaluated"), b=print("b evaluated")): pass
order()
