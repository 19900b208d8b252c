import sys
count = sys.getrefcount
class V:
    def __add__(self, other): return count(self), count(other)
    def __getitem__(self, key): return count(self), count(key)
    def __eq__(self, other): return count(self), count(other)
    def __call__(self, arg): return count(self), count(arg)
    def __contains__(self, item):
        print(count(self), count(item))
        return True
    def __enter__(self): return count(self)
    def __exit__(self, *a): print("exit", count(self))
    def __iter__(self):
        print("iter", count(self))
        return iter([1])
    def __len__(self):
        print("len", count(self))
        return 1
    def __bool__(self):
        print("bool", count(self))
        return True
def run():
    x, y = V(), V()
    print(x + y, V() + y, x + V())
    print(x[y], x == y, x(y))
    y in x
    with x as n: print(n)
    for _ in x: pass
    len(x); not x
    if x: pass
    print(x.__add__(y))
run()
x = y = V()
print(x + y)
