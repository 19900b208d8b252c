# norm: addr
class A:
    def __del__(self):
        helper(self)
def helper(obj):
    obj.missing
def scope():
    a = A()
    print("leaving scope")
scope()
print("on")
items = [A(), A()]
items.clear()
print("end")
