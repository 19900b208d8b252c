x = "module"
def read(): return x
def shadow():
    x = "local"
    return x
def write():
    global x, created
    x = "changed"
    created = True
print(read(), shadow(), x)
write()
print(x, created, read())
def outer():
    x = "outer"
    def inner():
        nonlocal x
        x = "inner"
        def deeper():
            global x
            return x
        return deeper()
    return inner(), x
print(outer())
def broken():
    print(x)
    x = 1
try:
    broken()
except UnboundLocalError as error:
    print(error)
def conditional(flag):
    if flag:
        value = 1
    return value
print(conditional(True))
try:
    conditional(False)
except UnboundLocalError as error:
    print(error)
for i in range(3): pass
print(i, "loop variables stay")
print([i for i in range(10, 12)], i)
