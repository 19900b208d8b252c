# A list keeps room for what may come, so that appending is cheap.

import sys

items = []
empty = sys.getsizeof(items)
pointer = 8                    # one slot is one address of 64 bits
print("an empty list:", empty, "bytes")

room = 0
moves = 0
for n in range(1, 65):
    items.append(n)
    new_room = (sys.getsizeof(items) - empty) // pointer
    if new_room != room:
        print(f"at {n:>2} items: room for {new_room:>2}  " + "#" * n + "." * (new_room - n))
        room = new_room
        moves += 1
print("64 appends, and the list was made larger", moves, "times")

exact = list(range(64))
print("made at once:", sys.getsizeof(exact), "bytes; grown:", sys.getsizeof(items))

while len(items) > 1:
    items.pop()
print("after popping:", sys.getsizeof(items), "bytes for", len(items), "item")
