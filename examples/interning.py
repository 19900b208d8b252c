# Some equal objects are one object. When that is so is a matter of memory, not of meaning: compare with ==.

import sys


def make_int(text):
    return int(text)           # made at run time, so no compiler can share it


for n in ("-6", "-5", "256", "257"):
    one, two = make_int(n), make_int(n)
    print(f"int {n:>4}: equal {one == two}, same object {one is two}")

# Strings that look like names are interned when the program is compiled.
a = "terrarium"
b = "terrarium"
print("two literals:", a is b)
c = "".join(["terra", "rium"])
print("made at run time: equal", a == c, "- same object", a is c)
print("after sys.intern:", a is sys.intern(c))

# Empty things and single characters are shared as well.
print("empty tuples:", () == tuple([]), "- shared:", tuple([]) is tuple(()))
first, last = "abc"[0], "cba"[2]
print("characters:", first is last)

# Lists never are: each can change on its own.
x, y = [], []
print("empty lists: equal", x == y, "- same object", x is y)
