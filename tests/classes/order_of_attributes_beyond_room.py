# Attributes keep the order in which they were bound, also where an instance outgrew its room.
class K: pass
def sa(o): o.a = 1
def sb(o): o.b = 1
def sc(o): o.c = 1
def sd(o): o.d = 1
t = K(); sa(t); sb(t)
old = K()
for w in (K(), K()):
    sa(w); sb(w); sc(w); sd(w)
sa(old); sb(old); sc(old); sd(old)
del old.b; sb(old)
print(list(old.__dict__))

# A namespace with an opinion of its own is asked.
class NS(dict):
    def __missing__(self, key): return 'missed ' + key
    def __setitem__(self, key, value):
        print('set', key)
        dict.__setitem__(self, key, value)
n = NS(__builtins__={})
exec('q = zz\nfor i in (1, 2): r = i', n)
print(n['q'], n['r'])
