# differs: CPython releases in the order of insertion, whatever the order has become
from collections import OrderedDict


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


od = OrderedDict([("x", Noisy("x")), ("y", Noisy("y"))])
od.move_to_end("x")
del od
