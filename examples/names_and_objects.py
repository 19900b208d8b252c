# A name is a label on an object, not a box that holds it.

a = [1, 2, 3]          # make a list, and stick the label `a` on it
b = a                  # a second label on the same list: nothing is copied
b.append(4)
print("a is", a)       # the change is seen under both names ...
print("same object:", a is b)

b = [1, 2, 3, 4]       # ... until one label is moved to another object
print("equal:", a == b, "- same object:", a is b)

b += [5]               # a list changes in place
print("b is", b, "and a is still", a)


def change(parameter):
    parameter.append("seen by the caller")   # changes the caller's object
    parameter = ["not seen"]                 # only moves the local label
    return parameter


change(a)
print("after the call, a is", a)

x = 10
y = x
x += 1                 # an int cannot change: `x` now labels another int
print("x is", x, "and y is", y)
