print()
print(1, 2, 3)
print(1, 2, 3, sep="-")
print("no newline", end="|")
print("same line")
print(*[1, 2, 3], sep=", ", end=".\n")
print("a", "b", sep="")
print(None, True, 1.5, "text", [1, "x"], (2,), {"k": "v"}, {3})
import sys
print("to stderr", file=sys.stderr)
print("flushed", flush=True)
try:
    print("x", sep=1)
except TypeError as error:
    print(error)
try:
    print("x", unknown=1)
except TypeError as error:
    print(error)
