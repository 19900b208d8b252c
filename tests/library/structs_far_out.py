import array
import struct
import sys


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for at in (sys.maxsize, sys.maxsize - 1, -sys.maxsize - 1, -3, 100):
    attempt(struct.pack_into, "<I", bytearray(4), at, 1)
    attempt(struct.unpack_from, "<I", b"abcd", at)
items = array.array("H", [0] * 4)
struct.pack_into("<Hxb", items, 2, 258, -1)
print(items)
view = memoryview(bytearray(6))
struct.pack_into(">H", view, -2, 258)
print(view.tobytes())
struct.pack_into(">H", view[1:4], 0, 772)
print(view.tobytes())
for wrong in (b"bytes", "text", 1):
    attempt(struct.pack_into, "B", wrong, 0, 1)
attempt(struct.calcsize, "i\0")
