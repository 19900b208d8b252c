# norm: addr
# differs: the instructions are our register machine's
import dis
def outer(a, *, kw=3):
    def inner(b):
        return a + b
    for i in range(a):
        try:
            if i == 3 or kw < 2.5:
                continue
            a.foo(i, key="v")
        except ValueError as e:
            print(e)
    return inner
dis.dis(outer)
class K:
    X = 1
    def m(self): return self.x
    @classmethod
    def c(cls): pass
dis.dis(K)
dis.dis(K().m)
dis.dis("x = 1; y")
dis.dis("a if b else c")
print(dis.code_info(outer))
def g():
    yield 1
gg = g(); dis.dis(gg)
for i in dis.get_instructions(K.m): print(i)
print(next(iter(dis.Bytecode(K.m))))
try:
    (lambda: 1 // 0)()
except ZeroDivisionError as e:
    print(dis.Bytecode.from_traceback(e.__traceback__).dis())
    dis.distb(e.__traceback__, show_offsets=True)
for bad in (3, None):
    try: dis.dis(bad)
    except (TypeError, RuntimeError) as e: print(repr(e))
print(list(dis.findlinestarts(outer.__code__)), dis.findlabels(outer.__code__))
c = outer.__code__.replace(co_name="other", co_firstlineno=100, co_qualname="Q", co_filename="zz.py")
print(c, c.co_qualname, list(c.co_lines())[:3], list(c.co_positions())[:2], c == outer.__code__, outer.__code__.replace() == outer.__code__)
def t(): return 3.5
t.__code__ = t.__code__.replace(co_consts=tuple(7.25 if x == 3.5 else x for x in t.__code__.co_consts))
print(t(), dis.opname[:5], [dis.opname[i] for i in dis.hasconst[:4]])
for kw in ({"co_argcount":3},{"co_code":b""},{"co_consts":()},{"co_names":("a","b","c")},{"foo":1},{"co_name":3}):
    try: t.__code__.replace(**kw)
    except Exception as e: print(repr(e))
