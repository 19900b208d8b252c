from unittest.mock import Mock, MagicMock, NonCallableMock, patch, call, sentinel, ANY, DEFAULT, create_autospec, mock_open, PropertyMock, seal, AsyncMock
import os, math, sys
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
m = Mock()
m(1, 2, x=3); m.method(4); m.a.b.c(5); m().z(6)
print(m.called, m.call_count, m.call_args, m.call_args_list, m.mock_calls, m.method_calls, m.call_args.args, m.call_args.kwargs)
print(m.mock_calls == [call(1, 2, x=3), call.method(4), call.a.b.c(5), call(), call().z(6)], call(1).foo(2).call_list())
t(m.method.assert_called_with, 5); t(m.method.assert_called_once_with, 4); t(m.nope.assert_called); t(m.assert_not_called); t(m.assert_called_once); t(m.assert_any_call, 9); t(m.assert_has_calls, [call(1), call(2)]); t(m.assert_has_calls, [call.method(4), call.a.b.c(5)]); t(m.method.assert_called_with, ANY); t(m.assert_called_with)
t(lambda: m.assert_foo); t(lambda: m.called_once_with); t(lambda: m.assret_called)
n = Mock(return_value=7, side_effect=None, name="named"); print(n(), n.return_value); n.side_effect = [1, ValueError("bad"), 3]
t(n); t(n); t(n); t(n); n.side_effect = KeyError; t(n); n.side_effect = lambda *a: a; print(n(1, 2)); n.side_effect = lambda: DEFAULT; print(n())
n.reset_mock(); print(n.called, n.mock_calls)
n.configure_mock(**{"x.return_value": 5, "y": 6}); print(n.x(), n.y)
del n.y; t(lambda: n.y)
class C:
    attr = 1
    def meth(self, a, b=2): return a
    @classmethod
    def cm(cls, x): pass
    @staticmethod
    def sm(x): pass
s = Mock(spec=C); print(isinstance(s, C), s.__class__); s.meth(1); t(lambda: s.other); s.new = 3; print(s.new)
ss = Mock(spec_set=C); t(setattr, ss, "new", 3); ss.attr = 9; print(ss.attr)
mm = MagicMock(); print(len(mm), int(mm), float(mm), bool(mm), list(mm), mm == mm, mm == 3, 3 in mm, hash(mm) == hash(mm), str(mm)[:10]); mm.__len__.return_value = 4; print(len(mm)); mm.__getitem__.return_value = "item"; print(mm["k"], mm.__getitem__.call_args); mm.__iter__.return_value = [1, 2]; print(list(mm), list(mm))
with mm as v: print(v is mm.__enter__.return_value)
print(mm.mock_calls[-3:], mm + 1 is mm.__add__.return_value); mm.__str__.return_value = "text"; print(str(mm)); mm["x"] = 1; print(mm.__setitem__.mock_calls); t(lambda: mm < 3)
t(lambda: Mock()["k"]); x = Mock(); x.__str__ = Mock(return_value="xx"); print(str(x)); x.__len__ = lambda self: 3; print(len(x))
with patch("os.getcwd", return_value="/fake") as g: print(os.getcwd(), g.called)
print(os.getcwd() != "/fake")
@patch("math.sqrt")
@patch.object(os, "getenv", side_effect=lambda k: "env" + k)
def f(getenv, sqrt): sqrt.return_value = 3; return math.sqrt(9), os.getenv("A"), getenv.mock_calls
print(f())
with patch.dict(os.environ, {"NEW": "1"}, clear=True): print(dict(os.environ) if hasattr(os.environ, "keys") else 0)
print("NEW" in os.environ); d = {"a": 1}
with patch.dict(d, b=2): print(d)
print(d)
with patch.multiple(C, attr=5, meth=DEFAULT) as ms: print(C.attr, list(ms))
print(C.attr)
p = patch.object(C, "attr", 44); p.start(); print(C.attr); p.stop(); print(C.attr); p = patch.object(C, "attr", 45); p.start(); patch.stopall(); print(C.attr)
t(patch.object, "str", "x"); t(patch, "nodots"); t(lambda: patch("os.getcwd", new=1, new_callable=Mock))
@patch("math.pi", 3)
class T:
    def test_it(self): return math.pi
    def other(self): return math.pi
print(T().test_it(), T().other() > 3.1)
def fn(a, b, *, c=1): "doc"; return a
a = create_autospec(fn, return_value=9); print(a(1, 2), a.mock_calls, a.__name__); t(a, 1); t(a.assert_called_once_with, 1, b=2); t(a.assert_called_once_with, 1, 3)
ca = create_autospec(C); i = ca(); i.meth(5); t(i.meth); t(i.meth, 1, 2, 3); i.meth.assert_called_with(a=5); t(lambda: i.zork); print(isinstance(i, C)); ca.cm(1); t(ca.cm)
mo = mock_open(read_data="one\ntwo\n")
with patch("builtins.open", mo):
    with open("f") as fh: print(fh.read())
    print(open("f").readlines(), list(open("g")), open("h").readline()); fh = open("w", "w"); fh.write("x")
mo.assert_any_call("w", "w"); print(mo().write.mock_calls); mo().write.assert_called_once_with("x")
class P:
    @property
    def foo(self): return 1
with patch.object(P, "foo", new_callable=PropertyMock) as pm: pm.return_value = 8; o = P(); print(o.foo); o.foo = 3; print(pm.mock_calls)
se = Mock(); se.x = 1; se.sub.y = 2; seal(se); t(lambda: se.z); t(lambda: se.sub.q); print(se.x); t(se)
print(sentinel.foo, sentinel.foo is sentinel.foo, ANY == 5, repr(ANY), call(1, a=2), call.x.y(1), call == call, call() == ((), {}), call(1) == ((1,),))
w = Mock(wraps=[1, 2]); print(w.index(2), w.mock_calls); parent = Mock(); child = Mock(return_value=None); parent.attach_mock(child, "kid"); child(1); print(parent.mock_calls); t(lambda: NonCallableMock()())
print(dir(Mock(spec=["b", "a"]))[:2], [r for r in dir(Mock()) if r.startswith("assert")]); import pprint; print(m.mock_calls)
am = AsyncMock(return_value=3)
async def run(): return await am(1)
co = run()
try: co.send(None)
except StopIteration as e: print(e.value)
am.assert_awaited_once_with(1); print(am.await_args, am.await_count)
print(repr(Mock(name="bob").a.b())[:26], repr(Mock(spec=C))[:18], repr(MagicMock())[:13])
