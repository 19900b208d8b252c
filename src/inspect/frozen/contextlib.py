"""Context managers: ready-made ones, and ways of making and combining them."""

import abc
import os
import sys
from collections import deque
from functools import wraps
from types import GenericAlias, MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout",
           "redirect_stderr", "suppress", "aclosing", "chdir"]


# --- base classes --------------------------------------------------------------------------------------------

def _looks_like(protocol, cls, candidate):
    """The answer of `protocol`'s subclass hook: a class that has the pair of methods is as good as a subclass."""
    if cls is protocol:
        wanted = protocol._pair
        for method in wanted:
            owner = next((c for c in candidate.__mro__ if method in c.__dict__), None)
            # None in a class's namespace says that the method is not supported.
            if owner is None or owner.__dict__[method] is None:
                return NotImplemented
        return True
    return NotImplemented


class AbstractContextManager(abc.ABC):
    """What can stand in a `with` statement."""

    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)
    _pair = "__enter__", "__exit__"

    def __enter__(self):
        """The manager itself, unless a subclass has something better to hand out."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Cleans up; a true result silences the exception."""

    @classmethod
    def __subclasshook__(cls, C):
        return _looks_like(AbstractContextManager, cls, C)


class AbstractAsyncContextManager(abc.ABC):
    """What can stand in an `async with` statement."""

    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)
    _pair = "__aenter__", "__aexit__"

    async def __aenter__(self):
        """The manager itself, unless a subclass has something better to hand out."""
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Cleans up; a true result silences the exception."""

    @classmethod
    def __subclasshook__(cls, C):
        return _looks_like(AbstractAsyncContextManager, cls, C)


class ContextDecorator:
    """Lets a manager decorate functions too: each call then runs inside it."""

    def _for_call(self):
        """The manager for one call; those that serve only once make a new one."""
        return self

    def __call__(self, func):
        @wraps(func)
        def guarded(*args, **kwds):
            with self._for_call():
                return func(*args, **kwds)
        return guarded


class AsyncContextDecorator:
    """ContextDecorator for coroutine functions."""

    def _for_call(self):
        """The manager for one call; those that serve only once make a new one."""
        return self

    def __call__(self, func):
        @wraps(func)
        async def guarded(*args, **kwds):
            async with self._for_call():
                return await func(*args, **kwds)
        return guarded


# --- managers written as generators --------------------------------------------------------------------------

_finished = object()


class _FromGenerator:
    """A manager that runs a generator: to its yield on entry, to its end on exit."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        # Kept until entry, for decorating: every call needs a generator of its own.
        self.func = func
        self.args = args
        self.kwds = kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _for_call(self):
        return type(self)(self.func, self.args, self.kwds)


def _is_thrown(error, thrown, stops):
    """Whether what left the generator is what was thrown into it.

    A StopIteration thrown in can't leave as it is: the generator wraps it in a RuntimeError.
    """
    if error is thrown:
        return True
    return type(error) is RuntimeError and isinstance(thrown, stops) and error.__cause__ is thrown


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """A manager made by @contextmanager."""

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, traceback):
        if kind is None:
            if next(self.gen, _finished) is _finished:
                return False
            trouble = "generator didn't stop"
        else:
            thrown = kind() if error is None else error
            try:
                self.gen.throw(thrown)
            except StopIteration as stop:
                return stop is not thrown
            except BaseException as raised:
                if not _is_thrown(raised, thrown, StopIteration):
                    raise
                # The frames of the generator are no news.
                thrown.__traceback__ = traceback
                return False
            trouble = "generator didn't stop after throw()"
        try:
            raise RuntimeError(trouble)
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    """A manager made by @asynccontextmanager."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, error, traceback):
        if kind is None:
            if await anext(self.gen, _finished) is _finished:
                return False
            trouble = "generator didn't stop"
        else:
            thrown = kind() if error is None else error
            try:
                await self.gen.athrow(thrown)
            except StopAsyncIteration as stop:
                return stop is not thrown
            except BaseException as raised:
                if not _is_thrown(raised, thrown, (StopIteration, StopAsyncIteration)):
                    raise
                thrown.__traceback__ = traceback
                return False
            trouble = "generator didn't stop after athrow()"
        try:
            raise RuntimeError(trouble)
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Makes managers of a generator function that yields once."""
    @wraps(func)
    def manager(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return manager


def asynccontextmanager(func):
    """Makes async managers of an async generator function that yields once."""
    @wraps(func)
    def manager(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return manager


# --- small managers ------------------------------------------------------------------------------------------

class closing(AbstractContextManager):
    """Closes its object at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *_):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits its object's aclose() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *_):
        await self.thing.aclose()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Stands in where no manager is needed."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result

    def __exit__(self, *_):
        return None

    async def __aexit__(self, *_):
        return None


class _Redirection(AbstractContextManager):
    """Replaces a stream of `sys`; one manager may be entered several times over."""

    def __init__(self, new_target):
        self._target = new_target
        self._replaced = []

    def __enter__(self):
        self._replaced.append(getattr(sys, self._name))
        setattr(sys, self._name, self._target)
        return self._target

    def __exit__(self, *_):
        setattr(sys, self._name, self._replaced.pop())


class redirect_stdout(_Redirection):
    """Sends sys.stdout elsewhere for the block."""

    _name = "stdout"


class redirect_stderr(_Redirection):
    """Sends sys.stderr elsewhere for the block."""

    _name = "stderr"


class suppress(AbstractContextManager):
    """Swallows the named exceptions, those in a group among them."""

    def __init__(self, *exceptions):
        self._unwanted = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, error, traceback):
        if kind is None or issubclass(kind, self._unwanted):
            return kind is not None
        if not issubclass(kind, BaseExceptionGroup):
            return False
        rest = error.split(self._unwanted)[1]
        if rest is not None:
            raise rest
        return True


class chdir(AbstractContextManager):
    """Works in another folder for a while. The working directory is the whole process's."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *exc_info):
        os.chdir(self._old_cwd.pop())


# --- stacks of exits -----------------------------------------------------------------------------------------

class _Unwinding:
    """The exception in flight while a stack is left."""

    def __init__(self, arrived):
        self.arrived = self.error = arrived
        self.handled = sys.exception()
        self.is_new = False

    def details(self):
        """What the next exit is called with."""
        error = self.error
        return (None, None, None) if error is None else (type(error), error, error.__traceback__)

    def swallow(self):
        self.error = None
        self.is_new = False

    def replace(self, error):
        """An exit raised: in nested `with` statements, the exception before would be the new one's context."""
        last = error
        while (before := last.__context__) is not None and before is not self.error:
            if before is self.handled:
                last.__context__ = self.error
                break
            last = before
        self.error = error
        self.is_new = True

    def finish(self):
        """The result for the `with` statement: whether the exception that arrived is gone."""
        if self.is_new:
            context = self.error.__context__
            try:
                raise self.error
            finally:
                # raise has put its own there.
                self.error.__context__ = context
        return self.error is None and self.arrived is not None


def _methods(manager, enter, leave, what):
    """A manager's two methods, found on its class."""
    cls = type(manager)
    try:
        return getattr(cls, enter), MethodType(getattr(cls, leave), manager)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {what} protocol") from None


class _Stack:
    """What both stacks share. An exit is kept with whether its result is there at once."""

    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        """Hands everything over to a new stack."""
        heir = type(self)()
        heir._exit_callbacks, self._exit_callbacks = self._exit_callbacks, heir._exit_callbacks
        return heir

    def push(self, exit):
        """Registers a manager that is already entered, or a function with the signature of __exit__."""
        leave = getattr(type(exit), "__exit__", None)
        self._exit_callbacks.append((True, exit if leave is None else MethodType(leave, exit)))
        return exit

    def enter_context(self, cm):
        """Enters a manager, to be left with the stack."""
        enter, leave = _methods(cm, "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._exit_callbacks.append((True, leave))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Registers a plain function and its arguments."""
        def leave(*_):
            callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback


class ExitStack(_Stack, AbstractContextManager):
    """Leaves any number of managers, last entered first."""

    def close(self):
        """Leaves everything now."""
        self.__exit__(None, None, None)

    def __exit__(self, kind, error, traceback):
        state = _Unwinding(error)
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()
            try:
                if leave(*state.details()):
                    state.swallow()
            except BaseException as raised:
                state.replace(raised)
        return state.finish()


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    """An ExitStack that takes async managers and coroutine functions as well."""

    async def enter_async_context(self, cm):
        """Enters an async manager, to be left with the stack."""
        enter, leave = _methods(cm, "__aenter__", "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._exit_callbacks.append((False, leave))
        return result

    def push_async_exit(self, exit):
        """Registers an async manager that is already entered, or a coroutine function like __aexit__."""
        leave = getattr(type(exit), "__aexit__", None)
        self._exit_callbacks.append((False, exit if leave is None else MethodType(leave, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Registers a plain coroutine function and its arguments."""
        async def leave(*_):
            await callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((False, leave))
        return callback

    async def aclose(self):
        """Leaves everything now."""
        await self.__aexit__(None, None, None)

    async def __aexit__(self, kind, error, traceback):
        state = _Unwinding(error)
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            try:
                answer = leave(*state.details())
                if not is_sync:
                    answer = await answer
                if answer:
                    state.swallow()
            except BaseException as raised:
                state.replace(raised)
        return state.finish()
