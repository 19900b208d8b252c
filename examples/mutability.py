# An object that can change keeps its identity. One that can't is replaced.

text = "abc"
before = text
text += "d"
print("str: ", text, "- same object:", text is before)

items = ["a", "b"]
before = items
items += ["c"]
print("list:", items, "- same object:", items is before)

# A tuple can't change, but what it refers to may.
pair = ("fixed", [])
pair[1].append("changed")
print("tuple:", pair)
try:
    pair[0] = "new"
except TypeError as error:
    print("refused:", error)

# Only objects whose value stays the same make good keys.
places = {(0, 0): "home"}
print("tuple as key:", places[0, 0])
try:
    places[[0, 0]] = "list as key"
except TypeError as error:
    print("refused:", error)

# The well-known puzzle: the list has changed AND there is an error.
puzzle = ([1],)
try:
    puzzle[0] += [2]
except TypeError as error:
    print("error:", error)
print("and yet:", puzzle)
