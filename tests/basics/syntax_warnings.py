x = 5
print(x is 5, x is not "five")
print(() is ())
assert (x, "always true")
try:
    [1, 2]["a"]
except TypeError as error:
    print(error)
try:
    1(2)
except TypeError as error:
    print(error)
print("\d", len("\d"))
