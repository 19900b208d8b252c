# `del` removes a name. When the object goes, and in which order, follows from who still refers to it.


class Noisy:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("   freed:", self.name)


print("del with one reference")
a = Noisy("a")
del a

print("del with two")
b = Noisy("b")
also_b = b
del b
print("   still here:", also_b.name)
also_b = None

print("an owner goes before what it holds")
tree = Noisy("root", Noisy("left", Noisy("left leaf")), Noisy("right"))
del tree

print("a list from its end, a dict from its beginning")
items = [Noisy("item 1"), Noisy("item 2"), Noisy("item 3")]
del items
table = {"x": Noisy("value 1"), "y": Noisy("value 2")}
del table


def function():
    first, second = Noisy("first local"), Noisy("second local")
    print("   the function returns")


print("locals, in the order of the function's names")
function()

print("a new value is bound before the old one goes")
x = Noisy("old")
x = Noisy("new")
print("the end of the program frees the rest")
