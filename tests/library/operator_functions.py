# norm: addr
import operator
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
from operator import *
t(lambda: itemgetter()); t(lambda: itemgetter(1)([1,2])); t(lambda: itemgetter(1,0)([1,2])); t(lambda: itemgetter(1)()); t(lambda: itemgetter(1)(1,2)); t(lambda: itemgetter(x=1)); t(lambda: itemgetter(1,2).__reduce__())
t(lambda: attrgetter()); t(lambda: attrgetter(1)); t(lambda: attrgetter('real')(3)); t(lambda: attrgetter('real.imag','imag')(3)); t(lambda: attrgetter('foo.bar')(3)); t(lambda: attrgetter('a.b').__reduce__()); t(lambda: attrgetter('a.b','c'))
t(lambda: methodcaller()); t(lambda: methodcaller(1)); t(lambda: methodcaller('upper')('a')); t(lambda: methodcaller('split',',',maxsplit=1)('a,b,c')); t(lambda: methodcaller('a',1,b=2)); t(lambda: methodcaller('a').__reduce__()); t(lambda: methodcaller('a',1,b=2).__reduce__()); t(lambda: methodcaller('foo')(1)); t(lambda: methodcaller('upper')())
print(operator.__all__); 
for n in operator.__all__: f = getattr(operator, n); print(n, type(f).__name__, repr(f.__doc__))
t(lambda: operator.concat(1,2)); t(lambda: operator.indexOf([1],2)); t(lambda: operator.length_hint(3)); t(lambda: operator.length_hint([],'a')); t(lambda: operator.countOf([1,1],1)); t(lambda: operator.call(len,[1])); t(lambda: operator.iconcat(1,2)); t(lambda: operator._compare_digest('a','a')); t(lambda: operator.add(1)); t(lambda: operator.is_not(1,2)); t(lambda: operator.truth()); t(lambda: operator.index(1.5));t(lambda: operator.setitem(1,2,3))
