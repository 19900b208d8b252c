# norm: addr
from collections import *

def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: deque(1,2,3)); t(lambda: deque(1)); t(lambda: deque([],-1)); t(lambda: deque([],'a')); t(lambda: deque(x=1)); t(lambda: deque([],1.5))
d=deque([1,2,3])
t(lambda: d.__reduce__()); t(lambda: deque([1],3).__reduce__()); t(lambda: d[5]); t(lambda: d['a']); t(lambda: d[0:1]); t(lambda: d.index(9)); t(lambda: d.remove(9)); t(lambda: deque().pop()); t(lambda: deque().popleft())
t(lambda: d+[1]); t(lambda: d*'a'); t(lambda: d*2); t(lambda: d.insert(1)); t(lambda:d.rotate('a')); t(lambda:d.rotate(1.0)); t(lambda: d.append()); t(lambda: d.insert('a',1))
t(lambda: deque([1],1).insert(0,3)); t(lambda: hash(d)); t(lambda: d.maxlen); t(lambda: d.foo); t(lambda: setattr(d,'x',1))
t(lambda: d.__class_getitem__(int)); t(lambda: deque[int]); t(lambda: d.copy()); t(lambda: d<[1]); t(lambda: d<deque([1,2])); t(lambda: d.__setitem__(9,1)); t(lambda:d.__delitem__(9))
class D(deque): pass
t(lambda: D([1],4)); t(lambda: D([1],4).copy()); t(lambda: D([1])*2); t(lambda: D([1])+deque([2])); t(lambda: [iter(d)]); t(lambda: iter(d).__reduce__()); t(lambda: reversed(d).__reduce__()); t(lambda: iter(d).__length_hint__())
x=D([1]); x.a=[1]
t(lambda: x.__reduce__()); t(lambda: x.__sizeof__())
for n in ('append', 'extendleft', 'rotate', 'insert', 'remove', '__copy__', '__reversed__', '__sizeof__'):
    v = getattr(deque, n)
    print(n, v.__text_signature__, v.__doc__)
def mut():
    for i in d: d.append(1)
t(mut)
class E:
    def __eq__(s,o): d.clear(); return False
d=deque([1,E(),2]); t(lambda: d.index(5)); d=deque([1,E(),2]); t(lambda: d.remove(5)); d=deque([1,E(),2]);t(lambda: 5 in d); d=deque([1,E(),2]);t(lambda: d.count(5)); d=deque([1,E(),2]);t(lambda: d==deque([1,3,2]))
t(lambda: type(iter(d))(deque([1,2,3]),1).__next__()); t(lambda: type(iter(d))([])); print(deque.__doc__)
