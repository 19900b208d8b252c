# Special methods found by descriptors of any kind; a property's subclass with a setter.
def show(f):
    try:
        result = f()
    except Exception as e:
        result = f"{type(e).__name__} {e}"
    print(f.__name__, result)


class PS(property):
    """sub doc"""

@show
def hooks():
    class Descriptor:
        n=0
        def __get__(self,o,t=None):
            def getter(name):
                self.n+=1; raise AttributeError(name)
            return getter
    d=Descriptor()
    class A: __getattribute__=d
    class B: __getattr__=d
    class C: 
        __getattribute__=d
        __getattr__=d
    for o in A(),B(),C():
        try: o.attr
        except AttributeError as e: print(e,d.n)
    class S:
        __setattr__=d; __delattr__=d
        __len__=property(lambda s: lambda: 5); __call__=property(lambda s: lambda *a: a); __add__=classmethod(lambda c,o: (c.__name__,o)); __iter__=staticmethod(lambda: iter([1])); __getitem__=property(lambda s: lambda k: k); __eq__=property(lambda s: lambda o: 'eq'); __bool__=property(lambda s: lambda: False); __hash__=property(lambda s: lambda: 7); __str__=property(lambda s: lambda: 'str'); __contains__=property(lambda s: lambda o: True); __enter__=property(lambda s: lambda: 'en'); __exit__=property(lambda s: lambda *a: True)
        __next__=property(lambda s: lambda: 3); __format__=property(lambda s: lambda f: f); __index__=property(lambda s: lambda: 3); __del__=property(lambda s: lambda: print('del'))
    s=S()
    print(len(s), s(1,2), s+1, list(s), s[3], s==3, bool(s), hash(s), str(s), 5 in s, next(s), format(s,'zz'), [1,2,3,4][s])
    with s as z: print(z); 1/0

@show
def prop():
    class Foo:
        def __init__(self): self._spam=1
        @PS
        def spam(self):
            """wrapped"""
            return self._spam
        @spam.setter
        def spam(self,v):
            """ignored"""
            self._spam=v
    f=Foo(); print(f.spam); f.spam=2; print(f.spam, Foo.spam.__doc__)
    class FooSub(Foo):
        @Foo.spam.setter
        def spam(self,v): "another"; self._spam='eggs'
    s=FooSub(); print(s.spam); s.spam=7; print(s.spam, FooSub.spam.__doc__)
    class FooSub2(Foo):
        spam=PS(Foo.spam.__get__, Foo.spam.__set__) if 0 else Foo.spam.getter(lambda s:9)
    print(FooSub2().spam)
