"""Python source as a stream of tokens, comments and line ends included."""

from builtins import open as _builtin_open
from collections import namedtuple as _namedtuple
import sys
from token import *
from token import EXACT_TOKEN_TYPES, __all__ as _token_names

__all__ = _token_names + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open",
                          "TokenError"]

_BOM = b"\xef\xbb\xbf"
_PREFIXES = {"", "b", "r", "u", "f", "br", "rb", "fr", "rf"}
_OPERATORS = sorted([*EXACT_TOKEN_TYPES, "<>"], key=len, reverse=True)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_TAB = 8


class TokenError(Exception):
    """The source ends within a statement, or has what no token begins with."""


class TokenInfo(_namedtuple("TokenInfo", "type string start end line")):
    """A token: its number, its text, where it starts and ends as (line, column), and the line it stands in."""

    def __repr__(self):
        kind = f"{self.type} ({tok_name[self.type]})"
        return (f"TokenInfo(type={kind}, string={self.string!r}, start={self.start!r}, end={self.end!r}, "
                f"line={self.line!r})")

    @property
    def exact_type(self):
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


# --- encodings -----------------------------------------------------------------------------------------------

def _cookie(line):
    """The encoding that a comment such as `coding: latin-1` names, or None."""
    text = line.strip(b" \t\f\r\n")
    if not text.startswith(b"#"):
        return None
    for sign in (b"coding:", b"coding="):
        at = text.find(sign)
        if at >= 0:
            rest = text[at + len(sign):].lstrip(b" \t")
            end = 0
            while end < len(rest) and (rest[end:end + 1].isalnum() or rest[end] in b"-_."):
                end += 1
            if end:
                return rest[:end].decode("ascii")
    return None


def _normal_name(name):
    short = name[:12].lower().replace("_", "-")
    if short == "utf-8" or short.startswith("utf-8-"):
        return "utf-8"
    if short in ("latin-1", "iso-8859-1", "iso-latin-1") or \
            short.startswith(("latin-1-", "iso-8859-1-", "iso-latin-1-")):
        return "iso-8859-1"
    return name


def detect_encoding(readline):
    """The encoding of a source, and the lines (at most two) that were read to find it."""
    filename = getattr(getattr(readline, "__self__", None), "name", None)
    where = f" for {filename!r}" if filename is not None else ""

    def read():
        try:
            return readline()
        except StopIteration:
            return b""

    def encoding_of(line):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            raise SyntaxError(f"invalid or missing encoding declaration{where}") from None
        name = _cookie(line)
        if name is None:
            return None
        name = _normal_name(name)
        try:
            "x".encode(name)
        except LookupError:
            raise SyntaxError(f"unknown encoding{where}: {name}" if where else f"unknown encoding: {name}") from None
        if marked:
            if name != "utf-8":
                raise SyntaxError(f"encoding problem{where}: utf-8" if where else "encoding problem: utf-8")
            name += "-sig"
        return name

    first = read()
    marked = first.startswith(_BOM)
    default = "utf-8-sig" if marked else "utf-8"
    if marked:
        first = first[3:]
    if not first:
        return default, []
    name = encoding_of(first)
    if name:
        return name, [first]
    text = first.strip(b" \t\f\r\n")
    if text and not text.startswith(b"#"):
        return default, [first]
    second = read()
    if not second:
        return default, [first]
    return encoding_of(second) or default, [first, second]


def open(filename):
    """Open a source file for reading, with the encoding that it names."""
    with _builtin_open(filename, "rb") as file:
        encoding, _ = detect_encoding(file.readline)
    return _builtin_open(filename, encoding=encoding)


# --- reading tokens ------------------------------------------------------------------------------------------

def tokenize(readline):
    """Iterate over the tokens of a source whose lines, as bytes, `readline` gives; the first is its encoding."""
    encoding, consumed = detect_encoding(readline)
    pending = iter(consumed)

    def decoded():
        line = next(pending, None)
        if line is None:
            try:
                line = readline()
            except StopIteration:
                line = b""
        return line.decode("utf-8" if encoding == "utf-8-sig" else encoding)

    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    yield from _Scanner(decoded).tokens()


def generate_tokens(readline):
    """Iterate over the tokens of a source whose lines, as str, `readline` gives."""
    def line():
        try:
            return readline()
        except StopIteration:
            return ""

    return _Scanner(line).tokens()


class _Text:
    """An f-string that is being read: in its text, or in one of its fields."""

    def __init__(self, quote, raw, depth):
        self.quote = quote
        self.raw = raw
        # Open brackets of the field that is being read; None outside fields. Formats nest, so it is a stack.
        self.fields = []
        self.depth = depth
        self.in_text = True


class _Scanner:
    def __init__(self, readline):
        self.readline = readline
        self.line = ""
        self.number = 0
        self.at = 0
        self.open = []
        self.indents = [0]
        self.texts = []

    def next_line(self):
        self.line = self.readline()
        self.number += 1
        self.at = 0
        return bool(self.line)

    def token(self, kind, start, end=None):
        end = self.at if end is None else end
        return TokenInfo(kind, self.line[start:end], (self.number, start), (self.number, end), self.line)

    def tokens(self):
        fresh = True
        continued = False
        last_blank = True
        while self.next_line():
            line = self.line
            if self.texts and self.texts[-1].in_text:
                pass
            elif fresh and not self.open and not continued:
                column = self.skip_indent()
                rest = line[self.at:self.at + 1]
                if rest in ("#", "\n", "\r", ""):
                    if rest == "#":
                        yield self.comment()
                    if self.at < len(line):
                        start = self.at
                        self.at = len(line)
                        yield self.token(NL, start)
                    elif line.strip():
                        yield TokenInfo(NL, "", (self.number, self.at), (self.number, self.at + 1), line)
                    last_blank = True
                    continue
                if rest == "\\" and line[self.at + 1:] in ("\n", "\r\n"):
                    continued = True
                    continue
                yield from self.indentation(column)
            continued = False
            while self.at < len(line) or (self.texts and self.texts[-1].in_text):
                if self.texts and self.texts[-1].in_text:
                    yield from self.text_part()
                    line = self.line
                    continue
                c = line[self.at]
                if c in " \t\f":
                    self.at += 1
                elif c in "\r\n":
                    start = self.at
                    self.at = len(line)
                    if self.open or self.texts:
                        yield self.token(NL, start)
                    else:
                        # In CPython a line that holds a comment only is no statement.
                        yield self.token(NL if last_blank and fresh else NEWLINE, start)
                        fresh = True
                        last_blank = True
                elif c == "#":
                    yield self.comment()
                elif c == "\\" and line[self.at + 1:] in ("\n", "\r\n", ""):
                    if not line[self.at + 1:]:
                        raise TokenError("unexpected EOF in multi-line statement", (self.number, self.at + 1))
                    continued = True
                    self.at = len(line)
                else:
                    yield from self.one(c)
                    line = self.line
                    fresh = last_blank = False
            if not continued:
                if line and not line.endswith(("\n", "\r")) and not self.open and not fresh:
                    yield TokenInfo(NEWLINE, "", (self.number, len(line)), (self.number, len(line) + 1), line)
                    fresh = True
        if self.open or continued:
            what = "unexpected EOF in multi-line statement"
            raise TokenError(what, (self.number - 1, 0))
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", (self.number, 0), (self.number, 0), "")
        yield TokenInfo(ENDMARKER, "", (self.number, 0), (self.number, 0), "")

    def skip_indent(self):
        column = 0
        for c in self.line:
            if c == " ":
                column += 1
            elif c == "\t":
                column = (column // _TAB + 1) * _TAB
            elif c == "\f":
                column = 0
            else:
                break
            self.at += 1
        return column

    def indentation(self, column):
        if column > self.indents[-1]:
            self.indents.append(column)
            yield self.token(INDENT, 0)
        while column < self.indents[-1]:
            if column not in self.indents:
                raise IndentationError("unindent does not match any outer indentation level",
                                       ("<string>", self.number, self.at + 2, self.line.rstrip("\n"), None, None))
            self.indents.pop()
            yield self.token(DEDENT, self.at)

    def comment(self):
        start = self.at
        self.at += len(self.line[start:].rstrip("\r\n"))
        return self.token(COMMENT, start)

    def one(self, c):
        """The token that starts here; no space, comment or line end does."""
        line, start = self.line, self.at
        if c.isdigit() or (c == "." and line[start + 1:start + 2].isdigit()):
            self.at = self.number_end(start)
            yield self.token(NUMBER, start)
            return
        if c.isidentifier():
            end = start + 1
            while end < len(line) and (line[start:end + 1].isidentifier()):
                end += 1
            if line[end:end + 1] in ("'", '"') and line[start:end].lower() in _PREFIXES:
                yield from self.string(start, end)
                return
            self.at = end
            yield self.token(NAME, start)
            return
        if c in "'\"":
            yield from self.string(start, start)
            return
        text = self.texts[-1] if self.texts else None
        for operator in _OPERATORS:
            if line.startswith(operator, start):
                break
        else:
            self.at = start + 1
            yield self.token(OP if c in "$?`" else ERRORTOKEN, start)
            return
        if text and len(self.open) == text.fields[-1]:
            # The end of a field, its conversion, or the start of its format.
            if operator[0] == ":":
                operator = ":"
        self.at = start + len(operator)
        if operator in _PAIRS:
            self.open.append(operator)
        elif operator in ")]}":
            if self.open and _PAIRS[self.open[-1]] == operator:
                self.open.pop()
                if text and len(self.open) < text.fields[-1]:
                    text.fields.pop()
                    text.in_text = True
        elif operator == ":" and text and len(self.open) == text.fields[-1]:
            text.in_text = True
        yield self.token(OP, start)

    def number_end(self, start):
        line, at = self.line, start

        def digits(at, allowed):
            while at < len(line) and (line[at] in allowed or (line[at] == "_" and line[at + 1:at + 2] in allowed
                                                              and at + 1 < len(line))):
                at += 1
            return at

        base = line[start:start + 2].lower()
        if base in ("0x", "0o", "0b"):
            allowed = {"0x": "0123456789abcdefABCDEF", "0o": "01234567", "0b": "01"}[base]
            return digits(start + 2, allowed)
        at = digits(at, "0123456789")
        if line[at:at + 1] == ".":
            at = digits(at + 1, "0123456789")
        if line[at:at + 1] in ("e", "E"):
            exponent = at + 1 + (line[at + 1:at + 2] in ("+", "-"))
            if line[exponent:exponent + 1].isdigit():
                at = digits(exponent, "0123456789")
        if line[at:at + 1] in ("j", "J"):
            at += 1
        return at

    def string(self, start, quote_at):
        line = self.line
        prefix = line[start:quote_at].lower()
        quote = line[quote_at]
        if line.startswith(quote * 3, quote_at):
            quote *= 3
        at = quote_at + len(quote)
        if "f" in prefix:
            self.at = at
            self.texts.append(_Text(quote, "r" in prefix, len(self.open)))
            yield self.token(FSTRING_START, start)
            return
        first = self.number
        lines = [line]
        while True:
            end = self.find_quote(at, quote)
            if end is not None:
                break
            if len(quote) == 1 and not self.line.endswith(("\\\n", "\\\r\n")):
                raise TokenError(f"unterminated string literal (detected at line {self.number})", (first, start + 1))
            if not self.next_line():
                raise TokenError("unterminated triple-quoted string literal "
                                 f"(detected at line {self.number - 1})", (first, start + 1))
            lines.append(self.line)
            at = 0
        self.at = end + len(quote)
        if len(lines) == 1:
            yield self.token(STRING, start)
            return
        text = "".join([lines[0][start:], *lines[1:-1], lines[-1][:self.at]])
        yield TokenInfo(STRING, text, (first, start), (self.number, self.at), "".join(lines))

    def find_quote(self, at, quote):
        line = self.line
        while at < len(line):
            if line[at] == "\\":
                at += 2
            elif line.startswith(quote, at):
                return at
            else:
                at += 1
        return None

    def text_part(self):
        """The text of an f-string up to its end or a field, and the token there."""
        text = self.texts[-1]
        in_format = bool(text.fields)
        first, start = self.number, self.at
        lines, pieces = [self.line], []
        begin = self.at
        while True:
            line = self.line
            if self.at >= len(line):
                pieces.append(line[begin:])
                if len(text.quote) == 1 and not line.endswith(("\\\n", "\\\r\n")) or not self.next_line():
                    raise TokenError("unterminated f-string literal "
                                     f"(detected at line {self.number})", (first, start + 1))
                lines.append(self.line)
                begin = 0
                continue
            c = line[self.at]
            if c == "\\":
                if line.startswith("\\N{", self.at) and not text.raw:
                    self.at = line.find("}", self.at) + 1 or len(line)
                elif line[self.at + 1:self.at + 2] in ("{", "}"):
                    self.at += 1
                else:
                    self.at += 2
                continue
            if line.startswith(text.quote, self.at) and not in_format:
                kind, width = FSTRING_END, len(text.quote)
                break
            if c in "{}" and line.startswith(c * 2, self.at) and not in_format:
                # One of the two stands for both.
                self.at += 1
                pieces.append(line[begin:self.at])
                yield TokenInfo(FSTRING_MIDDLE, "".join(pieces), (first, start), (self.number, self.at),
                                "".join(lines))
                self.at += 1
                first, start, begin = self.number, self.at, self.at
                lines, pieces = [line], []
                continue
            if c in "{}":
                kind, width = OP, 1
                break
            self.at += 1
        pieces.append(self.line[begin:self.at])
        middle = "".join(pieces)
        # Behind a field in a format the text is told even where it is empty.
        if middle or (in_format and start and self.line[start - 1:start] == "}" and kind == OP):
            yield TokenInfo(FSTRING_MIDDLE, middle, (first, start), (self.number, self.at), "".join(lines))
        at = self.at
        self.at += width
        if kind == FSTRING_END:
            self.texts.pop()
        elif self.line[at] == "{":
            self.open.append("{")
            text.fields.append(len(self.open))
            text.in_text = False
        else:
            self.open.pop()
            text.fields.pop()
        yield self.token(kind, at)


# --- and back ------------------------------------------------------------------------------------------------

def untokenize(iterable):
    """Source text with the same tokens; spaces are kept where places are given. Bytes if the encoding is."""
    pieces, encoding = [], None
    row, column = 1, 0
    tokens = iter(iterable)
    for token in tokens:
        if len(token) == 2:
            pieces.append(_compact([token, *tokens]))
            if token[0] == ENCODING:
                encoding = token[1]
            break
        kind, string, start, end, line = token
        if kind == ENCODING:
            encoding = string
            continue
        if kind == ENDMARKER:
            break
        if kind in (INDENT, DEDENT) and not string:
            continue
        if start < (row, column):
            raise ValueError(f"start ({start[0]},{start[1]}) precedes previous end ({row},{column})")
        if start[0] > row:
            pieces.append("\\\n" * (start[0] - row))
            row, column = start[0], 0
        if kind == FSTRING_MIDDLE:
            doubled = string.replace("{", "{{").replace("}", "}}")
            end = (end[0], end[1] + len(doubled) - len(string))
            string = doubled
        if kind == INDENT:
            pieces.append(string)
            row, column = end
            continue
        pieces.append(" " * (start[1] - column))
        pieces.append(string)
        row, column = end
        if kind in (NEWLINE, NL):
            row, column = row + 1, 0
    text = "".join(pieces)
    return text.encode(encoding) if encoding is not None else text


def _compact(tokens):
    out, indents = [], []
    line_start = False
    after_string = False
    for kind, string in (token[:2] for token in tokens):
        if kind in (ENCODING, ENDMARKER):
            continue
        if kind in (NAME, NUMBER):
            string += " "
        after, after_string = after_string, kind == STRING
        if kind == STRING and after:
            string = " " + string
        if kind == INDENT:
            indents.append(string)
            continue
        if kind == DEDENT:
            indents.pop()
            continue
        if kind in (NEWLINE, NL):
            line_start = True
        elif line_start:
            if indents:
                out.append(indents[-1])
            line_start = False
        if kind == FSTRING_MIDDLE:
            string = string.replace("{", "{{").replace("}", "}}")
        out.append(string)
    return "".join(out)
