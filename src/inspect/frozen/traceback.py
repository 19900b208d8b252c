"""Stack traces and exceptions as text, in the form in which the interpreter prints them."""

import sys
import linecache
from collections import deque
from itertools import islice
from _traceback import closest_name, draw, position

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]


class _Implicit:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Implicit()

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"

# As many equal entries in a row are shown; of the rest the number is told.
_RECURSIVE_CUTOFF = 3


# --- lists of entries ----------------------------------------------------------------------------------------

def print_list(extracted_list, file=None):
    """Print a list of entries as extract_tb() or extract_stack() gave it."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """The text of each entry, as a list; each ends with a newline and may have several lines."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print up to `limit` entries of a traceback; of a negative limit, the last ones."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """format_list(extract_tb(tb, limit))."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback as a StackSummary."""
    return StackSummary._of_entries(_entries_of_tb(tb), limit=limit)


def print_stack(f=None, limit=None, file=None):
    """Print the stack from the frame `f` (by default the caller's) outwards."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """format_list(extract_stack(f, limit))."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The stack from the frame `f` (by default the caller's) as a StackSummary, outermost entry first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def walk_stack(f):
    """Iterate over (frame, line number) from a frame outwards; None means the caller of extract()."""
    if f is None:
        # This generator, extract's helper, extract, and who called that.
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Iterate over (frame, line number) of the entries of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    """Clear the locals of all frames in a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # It still runs.
            pass
        tb = tb.tb_next


def _entries_of_tb(tb):
    while tb is not None:
        place = position(tb.tb_frame.f_code, tb.tb_lasti)
        # Where a traceback was made by hand, its own line counts.
        yield tb.tb_frame, (tb.tb_lineno, *place[1:]) if place[0] is None else place
        tb = tb.tb_next


def _entries_of_frames(frames):
    for frame, lineno in frames:
        yield frame, (lineno, None, None, None)


class FrameSummary:
    """One entry of a traceback or stack: file, line, function, and the source line, read when it is asked for."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines", "_lines_dedented",
                 "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        self.locals = {k: _safe_string(v, "local", func=repr) for k, v in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _set_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            numbers = range(self.lineno, self.end_lineno + 1)
            lines = [linecache.getline(self.filename, number).rstrip() for number in numbers]
            self._lines = "\n".join(lines) + "\n"

    @property
    def _original_lines(self):
        self._set_lines()
        return self._lines

    @property
    def line(self):
        """The first source line, without the space around it."""
        self._set_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


class StackSummary(list):
    """Entries of a traceback or stack."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Entries from an iterable of (frame, line number), as walk_stack() and walk_tb() are."""
        return klass._of_entries(_entries_of_frames(frame_gen), limit=limit, lookup_lines=lookup_lines,
                                 capture_locals=capture_locals)

    @classmethod
    def _of_entries(klass, entries, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            entries = islice(entries, limit) if limit >= 0 else deque(entries, maxlen=-limit)
        result = klass()
        filenames = set()
        for frame, (lineno, end_lineno, colno, end_colno) in entries:
            code = frame.f_code
            filenames.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno,
                                       colno=colno, end_colno=end_colno))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Entries from FrameSummary objects, or from tuples (file, line number, function, source line)."""
        result = StackSummary()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry. A subclass may return None, and the entry is left out."""
        filename = frame_summary.filename
        if filename.startswith("<stdin-") and filename.endswith(">"):
            filename = "<stdin>"
        row = [f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n']
        lines = frame_summary._original_lines
        if lines and lines.strip():
            if frame_summary.colno is None or frame_summary.end_colno is None:
                row.append(f"    {frame_summary.line}\n")
            else:
                row.append(draw(lines, frame_summary.lineno, frame_summary.end_lineno, frame_summary.colno,
                                frame_summary.end_colno))
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                row.append(f"    {name} = {value}\n")
        return "".join(row)

    def format(self, **kwargs):
        """The text of each entry, as a list; many equal entries in a row are told as a number."""
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry, **kwargs)
            if text is None:
                continue
            place = entry.filename, entry.lineno, entry.name
            if last is None or last[0] is None or last != place:
                _tell_repeated(result, count)
                last = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        _tell_repeated(result, count)
        return result


def _tell_repeated(result, count):
    more = count - _RECURSIVE_CUTOFF
    if more > 0:
        result.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')


# --- exceptions ----------------------------------------------------------------------------------------------

def _parse_value_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Print an exception with its traceback, and those that led to it."""
    value, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """What print_exception() prints, as a list of texts."""
    value, tb = _parse_value_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The last part of what print_exception() prints, as a list of texts: type, message and notes."""
    if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """print_exception() of the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() prints, as a text."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """print_exception() of the last exception that the prompt showed."""
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    elif hasattr(sys, "last_type"):
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit=limit, file=file, chain=chain)
    else:
        raise ValueError("no last exception")


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


def _final_line(kind, text):
    return f"{kind}\n" if not text else f"{kind}: {text}\n"


class _Context:
    """Where printing stands in nested groups."""

    def __init__(self):
        self.depth = 0
        self.need_close = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, texts, margin="|"):
        lead = self.indent() + (margin + " " if self.depth else "")
        for text in ([texts] if isinstance(texts, str) else texts):
            yield "".join(lead + line for line in text.splitlines(True))


class TracebackException:
    """All that is to be said about an exception, taken down at once and without keeping the exception alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth)
        self._take(exc_type, exc_value, exc_traceback, save_exc_type, options)
        if _seen is None:
            _seen = set()
        _seen.add(id(exc_value))
        # Chains and groups are walked with a list, not by recursion: programs make them as long as they like.
        queue = [(self, exc_value)]
        while queue:
            entry, exc = queue.pop()
            self._follow(entry, exc, compact, options, _seen, queue)

    def _follow(self, entry, exc, compact, options, seen, queue):
        cause = context = None
        if exc is not None:
            cause = self._relative(exc.__cause__, options, seen)
            wanted = not compact or (cause is None and not exc.__suppress_context__)
            context = self._relative(exc.__context__, options, seen) if wanted else None
            if isinstance(exc, BaseExceptionGroup):
                entry.exceptions = []
                for member in exc.exceptions:
                    made = self._taken(member, options, seen)
                    entry.exceptions.append(made)
                    queue.append((made, member))
            if cause:
                queue.append((cause, exc.__cause__))
            if context:
                queue.append((context, exc.__context__))
        entry.__cause__ = cause
        entry.__context__ = context

    def _relative(self, exc, options, seen):
        if exc is None or id(exc) in seen:
            return None
        return self._taken(exc, options, seen)

    def _taken(self, exc, options, seen):
        seen.add(id(exc))
        made = TracebackException.__new__(TracebackException)
        made._take(type(exc), exc, exc.__traceback__, True, options)
        return made

    def _take(self, exc_type, exc_value, tb, save_exc_type, options):
        self.max_group_width = options["max_group_width"]
        self.max_group_depth = options["max_group_depth"]
        self.stack = StackSummary._of_entries(_entries_of_tb(tb), limit=options["limit"],
                                              lookup_lines=options["lookup_lines"],
                                              capture_locals=options["capture_locals"])
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, "exception")
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as e:
            self.__notes__ = [f'Ignored error getting __notes__: {_safe_string(e, "__notes__", repr)}']
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        self.exc_type_qualname = exc_type.__qualname__ if exc_type is not None else None
        self.exc_type_module = exc_type.__module__ if exc_type is not None else None
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            self._is_syntax_error = True
        elif exc_type:
            self._str += _hint(exc_type, exc_value, tb)
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = None
        self.__context__ = None
        self.exceptions = None

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """The same from an exception object alone."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return self.exc_type_qualname
        if not isinstance(module, str):
            module = "<unknown>"
        return f"{module}.{self.exc_type_qualname}"

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Iterate over the lines of type, message and notes; with show_group over those of a group's members too."""
        indent = 3 * _depth * " "
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str)
            return
        stype = self.exc_type_str
        if self._is_syntax_error:
            for line in self._format_syntax_error(stype):
                yield indent + line
        elif _depth > 0:
            for line in _final_line(stype, self._str).split("\n")[:-1]:
                yield f"{indent}{line}\n"
        else:
            yield _final_line(stype, self._str)
        notes = self.__notes__
        if _is_sequence(notes):
            for note in notes:
                for line in _safe_string(note, "note").split("\n"):
                    yield f"{indent}{line}\n"
        elif notes is not None:
            yield f'{indent}{_safe_string(notes, "__notes__", func=repr)}\n'
        if self.exceptions and show_group:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _format_syntax_error(self, stype):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.text is not None:
            yield from self._format_source()
        yield f'{stype}: {self.msg or "<no detail available>"}{suffix}\n'

    def _format_source(self):
        whole = self.text.rstrip("\n")
        text = whole.lstrip(" \n\f")
        spaces = len(whole) - len(text)
        if self.offset is None:
            yield f"    {text}\n"
            return
        offset = self.offset
        if self.lineno == self.end_lineno:
            end = offset if self.end_offset in (None, 0) else self.end_offset
        else:
            end = len(whole) + 1
        if self.text and offset > len(self.text):
            offset = len(self.text)
            if self.end_offset is None or self.end_offset < offset:
                end = offset
        if offset == end or end == -1:
            end = offset + 1
        start, stop = offset - 1 - spaces, end - 1 - spaces
        yield f"    {text}\n"
        if start >= 0:
            lead = "".join(c if c.isspace() else " " for c in text[:start])
            yield f'    {lead}{"^" * (stop - start)}\n'

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Iterate over the texts that print_exception() prints."""
        ctx = _Context() if _ctx is None else _ctx
        output = []
        exc = self
        while exc:
            words = earlier = None
            if chain and exc.__cause__ is not None:
                words, earlier = _CAUSE, exc.__cause__
            elif chain and exc.__context__ is not None and not exc.__suppress_context__:
                words, earlier = _CONTEXT, exc.__context__
            output.append((words, exc))
            exc = earlier
        for words, exc in reversed(output):
            if words is not None:
                yield from ctx.emit(words)
            if exc.exceptions is not None:
                yield from exc._format_group(chain, ctx)
                continue
            if exc.stack:
                yield from ctx.emit("Traceback (most recent call last):\n")
                yield from ctx.emit(exc.stack.format())
            yield from ctx.emit(exc.format_exception_only())

    def _format_group(self, chain, ctx):
        if ctx.depth > self.max_group_depth:
            yield from ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            return
        outermost = ctx.depth == 0
        if outermost:
            ctx.depth += 1
        if self.stack:
            words = "Exception Group Traceback (most recent call last):\n"
            yield from ctx.emit(words, "+" if outermost else "|")
            yield from ctx.emit(self.stack.format())
        yield from ctx.emit(self.format_exception_only())
        shown = min(len(self.exceptions), self.max_group_width + 1)
        ctx.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                ctx.need_close = True
            cut = i >= self.max_group_width
            title = "..." if cut else i + 1
            yield f'{ctx.indent()}{"  " if i else "+-"}+---------------- {title} ----------------\n'
            ctx.depth += 1
            if cut:
                more = len(self.exceptions) - self.max_group_width
                yield from ctx.emit(f'and {more} more exception{"s" if more > 1 else ""}\n')
            else:
                yield from self.exceptions[i].format(chain=chain, _ctx=ctx)
            if last and ctx.need_close:
                yield ctx.indent() + "+------------------------------------\n"
                ctx.need_close = False
            ctx.depth -= 1
        if outermost:
            ctx.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print what format() gives on a file, by default on sys.stderr."""
        if file is None:
            file = sys.stderr
        for text in self.format(chain=chain):
            print(text, file=file, end="")


def _is_sequence(notes):
    if isinstance(notes, (list, tuple)):
        return True
    if notes is None or isinstance(notes, (str, bytes)):
        return False
    from collections.abc import Sequence
    return isinstance(notes, Sequence)


# --- suggestions ---------------------------------------------------------------------------------------------

def _hint(exc_type, exc_value, tb):
    if issubclass(exc_type, ImportError):
        wrong = getattr(exc_value, "name_from", None)
        if wrong is None:
            return ""
    elif issubclass(exc_type, (NameError, AttributeError)):
        wrong = getattr(exc_value, "name", None)
        if wrong is None:
            return ""
    else:
        return ""
    suggestion = _suggestion(exc_value, tb, wrong)
    hint = f". Did you mean: '{suggestion}'?" if suggestion else ""
    if issubclass(exc_type, NameError) and wrong in sys.stdlib_module_names:
        if suggestion:
            return hint + f" Or did you forget to import '{wrong}'?"
        return f". Did you forget to import '{wrong}'?"
    return hint


def _last_frame(tb):
    while tb.tb_next is not None:
        tb = tb.tb_next
    return tb.tb_frame


def _suggestion(exc_value, tb, wrong):
    if not isinstance(wrong, str):
        return None
    try:
        if isinstance(exc_value, AttributeError):
            names = _dir(exc_value.obj)
            hide = wrong[:1] != "_"
            if hide and tb is not None:
                local = _last_frame(tb).f_locals
                hide = not ("self" in local and local["self"] is exc_value.obj)
        elif isinstance(exc_value, ImportError):
            names = _dir(__import__(exc_value.name))
            hide = wrong[:1] != "_"
        else:
            if tb is None:
                return None
            frame = _last_frame(tb)
            local = frame.f_locals
            if "self" in local and hasattr(local["self"], wrong):
                return f"self.{wrong}"
            names = [n for n in [*local, *frame.f_globals, *frame.f_builtins] if isinstance(n, str)]
            hide = False
    except Exception:
        return None
    if hide:
        names = [n for n in names if n[:1] != "_"]
    return closest_name(wrong, names)


def _dir(obj):
    try:
        return [n for n in dir(obj) if isinstance(n, str)]
    except TypeError:
        return [n for n in [*type(obj).__dict__, *obj.__dict__] if isinstance(n, str)]
