"""Module doc.

>>> 1 + 1
2
>>> fact(5)
120
"""
import doctest
def fact(n):
    """Return n!.

    >>> [fact(n) for n in range(4)]
    [1, 1, 2, 6]
    >>> fact(-1)
    Traceback (most recent call last):
        ...
    ValueError: negative
    >>> print("a\\n\\nb")
    a
    <BLANKLINE>
    b
    """
    if n < 0: raise ValueError("negative")
    return 1 if n < 2 else n * fact(n - 1)
def bad():
    """
    >>> 1 + 1
    3
    >>> for i in range(2):
    ...     print(i)
    0
    2
    >>> None
    x
    >>> print("z")
    >>> list(range(20))  # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> print("a   b") # doctest: +NORMALIZE_WHITESPACE
    a b
    >>> nope # doctest: +SKIP
    >>> raise KeyError("q")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    KeyError: other
    """
class C:
    """
    >>> C().m()
    'm'
    """
    def m(self):
        """
        >>> C().m()
        'n'
        """
        return "m"
    @property
    def p(self):
        """
        >>> C().p
        5
        """
        return 5
print(doctest.testmod())
print(doctest.testmod(verbose=True, optionflags=doctest.REPORT_ONLY_FIRST_FAILURE))
doctest.run_docstring_examples(fact, globals(), verbose=True); doctest.run_docstring_examples(C.m, globals())
p = doctest.DocTestParser(); print([(e.source, e.want, e.lineno, e.indent, e.exc_msg, e.options) for e in p.get_examples(bad.__doc__)])
print(doctest.script_from_examples("text\n\n    >>> x = 1\n    >>> x\n    1\n\nmore\n"))
for t in (">>>1\n", "  >>> 1\n bad\n", ">>> 1 # doctest: +NOPE\n"):
    try: p.get_examples(t)
    except ValueError as e: print(e)
c = doctest.OutputChecker(); print(c.check_output("1\n", "True\n", 0), c.check_output("1\n", "True\n", doctest.DONT_ACCEPT_TRUE_FOR_1), c.check_output("a...c\n", "abbc\n", doctest.ELLIPSIS), [t.name for t in doctest.DocTestFinder().find(C)])
