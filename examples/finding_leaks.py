# packages: objgraph==3.7.0
# A leak in Python is an object that something still refers to. Counting shows that there is one, a chain shows who.

import objgraph


class Order:
    def __init__(self, number):
        self.number = number


class Shop:
    def __init__(self):
        self.listeners = []

    def sell(self, number):
        order = Order(number)
        # Meant for one order, kept for ever: the function holds the order.
        self.listeners.append(lambda: order.number)


def why_alive():
    """Who holds an order? Every step from a module down to it is a reference, and cutting any one of them frees it."""
    order = objgraph.by_type("Order")[0]
    chain = objgraph.find_backref_chain(order, objgraph.is_proper_module)
    print(" -> ".join(type(step).__name__ for step in chain))


shop = Shop()
objgraph.growth()
for number in range(25):
    shop.sell(number)
print("orders that are left:", objgraph.count("Order"))
print("what grew:", [(name, increase) for name, _, increase in sorted(objgraph.growth()) if name in ("Order", "cell")])
why_alive()

shop.listeners.clear()
print("after the cure:", objgraph.count("Order"))
