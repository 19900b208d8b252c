# Every object counts the references to it. At zero it is gone.

import sys


def count(obj):
    # getrefcount sees two more than the rest of the program: its own argument, and our parameter.
    return sys.getrefcount(obj) - 2


class Thing:
    def __del__(self):
        print("   the thing is freed")


def show(what):
    print(f"{what:<34}", count(thing))


thing = Thing()
show("one name")
other = thing
show("a second name")
box = [thing, thing, thing]
show("three more, from a list")
box.pop()
show("one popped")
del box
show("the list is gone")
table = {"key": thing}
show("a dict holds it too")
table["key"] = None
show("the dict lets go")
del other
show("the second name is deleted")
print("now the last name goes:")
del thing
print("done")

# Some objects are immortal: they are shared by everybody, and their count stands still.
print("immortal:", sys.getrefcount(None), sys.getrefcount(1), sys.getrefcount(()))
