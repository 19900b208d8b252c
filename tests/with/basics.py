class Manager:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        return self.swallow
with Manager("a") as x:
    print("body", x)
with Manager("b"), Manager("c") as y:
    print(y)
with (Manager("d") as p, Manager("e") as q):
    print(p, q)
with Manager("f", swallow=True):
    1 / 0
print("swallowed")
try:
    with Manager("g"):
        raise ValueError("out")
except ValueError as error:
    print("caught", error)
def early():
    with Manager("h"):
        return "returned"
print(early())
for i in range(2):
    with Manager(f"loop{i}"):
        if i == 0: continue
        break
with Manager("outer", True), Manager("inner"):
    raise KeyError("through inner")
class Box: pass
box = Box()
with Manager("attr") as box.value:
    print(box.value)
items = [None]
with Manager("item") as items[0]: pass
print(items)
