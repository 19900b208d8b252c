# skip: stress-gc freed blocks are not reused there
# skip: poison freed blocks are not reused there
# A block is freed after its children: the next list takes the outer one's place.
a = [[]]
outer, inner = id(a), id(a[0])
del a
b = []
print(id(b) == outer, id(b) == inner)
def f():
    local = []
    return id(local)
print(f() == f())
