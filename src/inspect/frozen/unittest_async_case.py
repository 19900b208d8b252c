"""Test cases whose methods may be coroutines: all run in one event loop and in one context."""

import asyncio
import contextvars
import inspect
import warnings

from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """A case with an event loop of its own, and asyncSetUp() and asyncTearDown() beside the plain ones."""

    loop_factory = None

    def __init__(self, methodName="runTest"):
        super().__init__(methodName)
        self._asyncioRunner = None
        self._asyncioTestContext = contextvars.copy_context()

    async def asyncSetUp(self):
        """Prepare each test; called after setUp()."""

    async def asyncTearDown(self):
        """Clear up after each test; called before tearDown()."""

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """Await the coroutine that the function gives when the test is over; the last one added comes first."""
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        """Enter an asynchronous context manager, to be left when the test is over; what it gives."""
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support "
                            "the asynchronous context manager protocol") from None
        entered = await enter(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return entered

    # --- the steps of a test, each in the loop or at least in the context -----------------------------------

    def _callSetUp(self):
        # The loop is there before setUp(), which may want it.
        self._asyncioRunner.get_loop()
        self._asyncioTestContext.run(self.setUp)
        self._in_loop(self.asyncSetUp)

    def _callTestMethod(self, method):
        if self._in_either(method) is not None:
            warnings.warn(f"It is deprecated to return a value that is not None from a test case ({method})",
                          DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self._in_loop(self.asyncTearDown)
        self._asyncioTestContext.run(self.tearDown)

    def _callCleanup(self, function, *args, **kwargs):
        self._in_either(function, *args, **kwargs)

    def _in_loop(self, func, /, *args, **kwargs):
        return self._asyncioRunner.run(func(*args, **kwargs), context=self._asyncioTestContext)

    def _in_either(self, func, /, *args, **kwargs):
        if inspect.iscoroutinefunction(func):
            return self._in_loop(func, *args, **kwargs)
        return self._asyncioTestContext.run(func, *args, **kwargs)

    def _setupAsyncioRunner(self):
        if self._asyncioRunner is not None:
            raise AssertionError("asyncio runner is already initialized")
        self._asyncioRunner = asyncio.Runner(debug=True, loop_factory=self.loop_factory)

    def _tearDownAsyncioRunner(self):
        runner, self._asyncioRunner = self._asyncioRunner, None
        runner.close()

    def run(self, result=None):
        """Run the test, and tell the result."""
        self._setupAsyncioRunner()
        try:
            return super().run(result)
        finally:
            self._tearDownAsyncioRunner()

    def debug(self):
        """Run the test without collecting errors."""
        self._setupAsyncioRunner()
        super().debug()
        self._tearDownAsyncioRunner()

    def __del__(self):
        if self._asyncioRunner is not None:
            self._tearDownAsyncioRunner()
