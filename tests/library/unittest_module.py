import unittest, sys, io, warnings
def setUpModule(): print("setUpModule")
def tearDownModule(): print("tearDownModule")
class A(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("setUpClass"); cls.addClassCleanup(print, "class cleanup")
    @classmethod
    def tearDownClass(cls): print("tearDownClass")
    def setUp(self): self.addCleanup(print, "cleanup", self._testMethodName)
    def tearDown(self): print("tearDown")
    def test_ok(self):
        """Doc of ok.

        More."""
        self.assertEqual(1, 1)
    def test_fail(self): self.assertEqual(1, 2, "because")
    def test_error(self): {}["k"]
    def test_list(self): self.assertEqual([1, 2, 3, [4] * 30], [1, 2, 4])
    def test_dict(self): self.assertEqual({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]})
    def test_str(self): self.assertEqual("one\ntwo\nthree", "one\n2\nthree")
    def test_set(self): self.assertEqual({1, 2}, {2, 3})
    def test_tuple(self): self.assertEqual((1, 2), (1,))
    def test_count(self): self.assertCountEqual([1, 2, 2], [2, 1, 3])
    def test_count2(self): self.assertCountEqual([[1], [2]], [[2], [3]])
    def test_almost(self): self.assertAlmostEqual(1.1, 1.2)
    def test_almost2(self): self.assertAlmostEqual(1.1, 1.2, delta=0.01)
    def test_raises(self):
        with self.assertRaises(ValueError) as cm: int("x")
        print(cm.exception)
        self.assertRaises(ZeroDivisionError, lambda: 1 / 0)
        with self.assertRaises(ValueError): pass
    def test_raises_other(self):
        with self.assertRaises(ValueError): [][0]
    def test_raises_by(self): self.assertRaises(KeyError, int, "5")
    def test_warns(self):
        with self.assertWarns(DeprecationWarning) as w: warnings.warn("old", DeprecationWarning)
        print(w.warning)
        with self.assertWarns(UserWarning): pass
    @unittest.skip("not now")
    def test_skip(self): pass
    @unittest.skipIf(True, "if")
    def test_skip_if(self): pass
    def test_skip_in(self): self.skipTest("inside")
    @unittest.expectedFailure
    def test_expected(self): self.fail("x")
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_sub(self):
        for i in range(4):
            with self.subTest("msg", i=i): self.assertNotEqual(i % 2, 1)
    def test_sub_error(self):
        with self.subTest(x="a"): 1 / 0
    def test_chain(self):
        try: 1 / 0
        except ZeroDivisionError as e: raise ValueError("v") from e
    def test_in(self): self.assertIn(3, [1, 2])
    def test_is(self): self.assertIs(None, 5)
    def test_none(self): self.assertIsNone(5)
    def test_inst(self): self.assertIsInstance(5, str)
    def test_lt(self): self.assertLess(5, 4)
    def test_true(self): self.assertTrue([])
    def test_long(self): self.assertEqual("a" * 100 + "b", "a" * 100 + "c")
    def test_big(self): self.assertEqual(list(range(300)), list(range(1, 301)))
@unittest.skip("whole class")
class B(unittest.TestCase):
    def test_b(self): pass
class C(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError("setUpClass fails")
    def test_c(self): pass
class D(unittest.TestCase):
    def setUp(self): raise OSError("setUp fails")
    def tearDown(self): print("never")
    def test_d(self): pass
class E(unittest.TestCase):
    def tearDown(self): raise OSError("tearDown fails")
    def test_e(self): pass
    def runTest(self): pass
def run(*classes, **kw):
    out = io.StringIO()
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(c) for c in classes)
    print(suite.countTestCases())
    result = unittest.TextTestRunner(stream=out, **kw).run(suite)
    import os
    text = out.getvalue()
    at = text.rfind(" in "); print(text[:at], text[text.index("s", at + 5) + 1:])
    print(result)
run(A, B, C, D, E)
run(A, verbosity=2)
run(E, verbosity=0)
run(A, failfast=True)
class Loud(unittest.TestCase):
    def test_loud(self): print("to stdout"); self.fail()
run(Loud, buffer=True)
print(unittest.defaultTestLoader.loadTestsFromName("A.test_ok", sys.modules["__main__"]), repr(A("test_ok")), str(A("test_ok")), A("test_ok").id(), A("test_ok").shortDescription(), A("test_ok") == A("test_ok"))
print(unittest.defaultTestLoader.getTestCaseNames(E), unittest.FunctionTestCase(run), E(), E().run())
for bad in (lambda: A("nope"), lambda: unittest.TestSuite([5]), lambda: unittest.TestSuite([A]), lambda: A("test_ok").assertRaises(5), lambda: A("test_ok").assertAlmostEqual(1, 2, 3, delta=1), lambda: unittest.defaultTestLoader.loadTestsFromName("zork.a")._tests):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
