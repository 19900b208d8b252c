# What AttributeError and UnboundLocalError tell of the name that was asked for.
def f():
    print(x); x=1
def m():
    q=1; del q; q
for k in f,m:
    try: k()
    except NameError as e: print(type(e).__name__, e, repr(e.name))
class C:
    def __getattr__(s,n): raise AttributeError
class D:
    def __getattr__(s,n): raise AttributeError('x')
class E:
    @property
    def p(self): raise AttributeError('y')
class F:
    def __getattribute__(s,n): raise AttributeError('z')
class G:
    def __getattr__(s,n): raise AttributeError('w', name='own', obj=3)
class H:
    def __getattr__(s,n): raise AttributeError('w', name='own')
class K:
    def __getattr__(s,n): raise KeyError(n)
for c in C,D,E,F,G,H,K:
    o=c()
    for f in (lambda: o.p, lambda: getattr(o, 'p')):
        try:
            f()
        except Exception as e:
            print(c.__name__, repr(e), getattr(e,'name',0), getattr(e,'obj',0) is o)
    try: print(hasattr(o,'p'), getattr(o,'p',3))
    except KeyError as e: print(repr(e))
