"""Warnings, filters, and what becomes of a warning."""

import sys
from _warnings import (_defaultaction, _filters_mutated, _onceregistry, _source_line, filters, warn,
                       warn_explicit)

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings", "deprecated"]

# The machine asks for these two under their plain names.
defaultaction = _defaultaction
onceregistry = _onceregistry

_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    """What `showwarning` is told, and what `catch_warnings(record=True)` collects."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


# --- showing -------------------------------------------------------------------------------------------------

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, by default to sys.stderr. A program may replace this function."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning. A program may replace this function."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    # The machine calls this one; the program's own function comes first.
    show = globals().get("showwarning", _showwarning_orig)
    if show is _showwarning_orig:
        _showwarnmsg_impl(msg)
        return
    if not callable(show):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _showwarnmsg_impl(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:
        # There is nobody to tell.
        return
    text = _formatwarnmsg(msg)
    try:
        file.write(text)
    except OSError:
        pass


def _formatwarnmsg(msg):
    form = globals().get("formatwarning", _formatwarning_orig)
    if form is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return form(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


def _formatwarnmsg_impl(msg):
    category = msg.category.__name__
    text = f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"
    line = _source_line(msg.filename, msg.lineno) if msg.line is None else msg.line
    if line and (line := line.strip()):
        text += f"  {line}\n"
    if msg.source is not None:
        text += _origin(msg.source, category)
    return text


def _origin(source, category):
    """Where the object of a warning was made, if its memory is traced."""
    try:
        import tracemalloc
        tracing = tracemalloc.is_tracing()
        trace = tracemalloc.get_object_traceback(source)
    except ImportError:
        tracing, trace = False, None
    if trace is None:
        return "" if tracing else f"{category}: Enable tracemalloc to get the object allocation traceback\n"
    text = "Object allocated at (most recent call last):\n"
    for frame in trace:
        text += f'  File "{frame.filename}", lineno {frame.lineno}\n'
        line = _source_line(frame.filename, frame.lineno)
        if line and (line := line.strip()):
            text += f"    {line}\n"
    return text


# --- filters -------------------------------------------------------------------------------------------------

def _pattern(text, fold=False):
    """What a filter matches with; `re` is only imported for one that asks for it."""
    if not text:
        return None
    import re
    return re.compile(text, re.I if fold else 0)


def _check(action, category, lineno):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter in front of the others (or behind them, with `append`)."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check(action, category, lineno)
    _add_filter(action, _pattern(message, True), category, _pattern(module), lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter that fits every message of every module."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Forget all filters: the default action is left."""
    filters.clear()
    _filters_mutated()


class catch_warnings:
    """Puts filters and functions back at the end of the block; records instead of showing, if asked to."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        parts = ["record=True"] if self._record else []
        if self._module is not sys.modules["warnings"]:
            parts.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._showwarnmsg_impl
        module.filters = module.filters[:]
        module._filters_mutated()
        log = None
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            module.showwarning = module._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters, module.showwarning, module._showwarnmsg_impl = self._saved
        module._filters_mutated()


# --- the decorator -------------------------------------------------------------------------------------------

class deprecated:
    """Marks a class or function: whoever uses it is warned."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message = self.message
        if self.category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            return self._mark_class(arg)
        if not callable(arg):
            raise TypeError("@deprecated decorator with non-None category must be applied to "
                            f"a class or callable, not {arg!r}")
        import functools
        category, stacklevel = self.category, self.stacklevel

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    def _mark_class(self, cls):
        import functools
        message, category, stacklevel = self.message, self.category, self.stacklevel
        make = cls.__new__

        @functools.wraps(make)
        def __new__(called, /, *args, **kwargs):
            # Subclasses were told when they were made.
            if called is cls:
                warn(message, category=category, stacklevel=stacklevel + 1)
            if make is not object.__new__:
                return make(called, *args, **kwargs)
            if called.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{called.__name__}() takes no arguments")
            return make(called)

        cls.__new__ = staticmethod(__new__)
        inherit = cls.__init_subclass__
        if isinstance(inherit, type(self.__call__)):
            inherit = inherit.__func__

            @functools.wraps(inherit)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return inherit(*args, **kwargs)

            cls.__init_subclass__ = classmethod(__init_subclass__)
        else:
            @functools.wraps(inherit)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return inherit(*args, **kwargs)

            cls.__init_subclass__ = __init_subclass__
        cls.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = message
        return cls


def _deprecated(name, message="{name!r} is deprecated and slated for removal in Python {remove}", *, remove,
                _version=None):
    """Warn of what will not be there in a later version; in that version, an error."""
    import sys
    version = sys.version_info if _version is None else _version
    text = "{}.{}".format(*remove)
    if version[:2] > remove or version[:2] == remove and version[3] != "alpha":
        raise RuntimeError(f"{name!r} was slated for removal after Python {remove[0]}.{remove[1] - 1}")
    warn(message.format(name=name, remove=text), DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    warn(f"coroutine '{coro.__qualname__}' was never awaited", category=RuntimeWarning, stacklevel=2, source=coro)


# --- -W ------------------------------------------------------------------------------------------------------

class _OptionError(Exception):
    """What is wrong with an option."""


def _setoption(text):
    """A filter from the command line: action:message:category:module:line, the rest may be left out."""
    parts = text.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {text!r}")
    action, message, category, module, line = [p.strip() for p in parts] + [""] * (5 - len(parts))
    action = _action(action)
    category = _category(category)
    try:
        line = int(line) if line else 0
        if line < 0:
            raise ValueError
    except (ValueError, OverflowError):
        raise _OptionError(f"invalid lineno {line!r}") from None
    # From the command line message and module are plain text, and the module is meant whole.
    if message:
        message = _Start(message.lower(), True)
    if module:
        filters_module = module
    else:
        filters_module = None
    _add_filter(action, message or None, category, filters_module, line, append=False)


def _action(text):
    if not text:
        return "default"
    if text == "all":
        return "always"
    for action in ("default", "always", "ignore", "module", "once", "error"):
        if action.startswith(text):
            return action
    raise _OptionError(f"invalid action: {text!r}")


def _category(text):
    if not text:
        return Warning
    module, _, name = text.rpartition(".")
    if module in ("", "builtins"):
        module = "builtins"
    try:
        found = getattr(__import__(module, None, None, [name]), name)
    except (ImportError, ValueError):
        raise _OptionError(f"invalid module name: {module!r}") from None
    except AttributeError:
        raise _OptionError(f"unknown warning category: {text!r}") from None
    if not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {text!r}")
    return found


for _text in sys.warnoptions:
    try:
        _setoption(_text)
    except _OptionError as _error:
        print(f"Invalid -W option ignored: {_error}", file=sys.stderr)
