# skip: stress-gc modes run side by side, and it makes files
# skip: verify-heap modes run side by side, and it makes files
# skip: poison modes run side by side, and it makes files
# skip: leak-check modes run side by side, and it makes files
import linecache, os
name = "_linecache_made.txt"
with open(name, "w") as f:
    f.write("one\ntwo\n\nlast")
print(repr(linecache.getline(name, 1)), repr(linecache.getline(name, 4)), repr(linecache.getline(name, 9)))
print(repr(linecache.getline(name, 0)), repr(linecache.getline(name, -1)))
print(linecache.getlines(name), name in linecache.cache)
size, mtime, lines, full = linecache.cache[name]
print(size, mtime is not None, lines[0], full == name)
with open(name, "w") as f:
    f.write("changed and longer\n")
print(repr(linecache.getline(name, 1)))
linecache.checkcache(name)
print(repr(linecache.getline(name, 1)))
os.remove(name)
linecache.checkcache()
print(name in linecache.cache, linecache.getlines(name), linecache.getlines(""))
class Loader:
    def get_source(self, name):
        return "from " + name + "\nsecond"
names = {"__name__": "mod", "__loader__": Loader()}
print(linecache.lazycache("virtual.py", names), linecache.lazycache("<x>", names), linecache.lazycache("virtual.py", names))
print(linecache.getlines("virtual.py"), linecache.getline("other.py", 2, names))
linecache.clearcache()
print(linecache.cache)
