"""Text cut into words as a shell does it."""

import os
import sys
from collections import deque
from io import StringIO

__all__ = ["shlex", "split", "quote", "join"]

_ACCENTED = ("ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
             "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ")
_LETTERS = "abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
_PLAIN = frozenset(_LETTERS + "@%+=:,./-")


class shlex:
    """Reads words from a text or a stream, one by one. Its state is the kind of thing that it is in."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if isinstance(instream, str):
            instream = StringIO(instream)
        if instream is not None:
            self.instream, self.infile = instream, infile
        else:
            self.instream, self.infile = sys.stdin, None
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = _LETTERS + (_ACCENTED if posix else "")
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.state = " "
        self.pushback = deque()
        self.lineno = 1
        self.debug = 0
        self.token = ""
        self.filestack = deque()
        self.source = None
        self._punctuation_chars = "();<>|&" if punctuation_chars is True else punctuation_chars or ""
        if punctuation_chars:
            # A character that ended a word, and belongs to the next one.
            self._pushback_chars = deque()
            self.wordchars += "~-./*?="
            self.wordchars = "".join(c for c in self.wordchars if c not in self._punctuation_chars)

    @property
    def punctuation_chars(self):
        """Characters that are words of their own, alone or several together."""
        return self._punctuation_chars

    def push_token(self, tok):
        """Put a word back, to be read next."""
        if self.debug >= 1:
            print("shlex: pushing token " + repr(tok))
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        """Read from another stream until its end."""
        if isinstance(newstream, str):
            newstream = StringIO(newstream)
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, newstream, 1
        if self.debug:
            print(f"shlex: pushing to {'stream' if newfile is None else 'file'} "
                  f"{self.instream if newfile is None else self.infile}")

    def pop_source(self):
        """Go on with the stream before."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        if self.debug:
            print(f"shlex: popping to {self.instream}, line {self.lineno}")
        self.state = " "

    def get_token(self):
        """The next word; at the end, eof."""
        if self.pushback:
            tok = self.pushback.popleft()
            if self.debug >= 1:
                print("shlex: popping token " + repr(tok))
            return tok
        raw = self.read_token()
        if self.source is not None:
            while raw == self.source:
                opened = self.sourcehook(self.read_token())
                if opened:
                    newfile, newstream = opened
                    self.push_source(newstream, newfile)
                raw = self.get_token()
        while raw == self.eof:
            if not self.filestack:
                return self.eof
            self.pop_source()
            raw = self.get_token()
        if self.debug >= 1:
            print(f"shlex: token={raw if raw != self.eof else 'EOF'!r}")
        return raw

    def _next_char(self):
        if self._punctuation_chars and self._pushback_chars:
            return self._pushback_chars.pop()
        return self.instream.read(1)

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def read_token(self):
        """The next word, from the stream itself."""
        self._quoted = False
        complete = False
        while not complete:
            char = self._next_char()
            if char == "\n":
                self.lineno += 1
            if self.debug >= 3:
                print(f"shlex: in state {self.state!r} I see character: {char!r}")
            if self.state is None:
                self.token = ""
                break
            if self.state == " ":
                complete = self._between_words(char)
            elif self.state in self.quotes:
                complete = self._in_quotes(char)
            elif self.state in self.escape:
                self._after_escape(char)
            else:
                complete = self._in_word(char)
        result, self.token = self.token, ""
        if self.posix and not self._quoted and result == "":
            result = None
        if self.debug > 1:
            print(f"shlex: raw token={result!r}" if result else "shlex: raw token=EOF")
        return result

    # Each of these takes a character, and tells whether a word is complete.

    def _has_word(self):
        # In quotes there may be an empty one.
        return bool(self.token) or self.posix and self._quoted

    def _between_words(self, char):
        if not char:
            self.state = None
            return True
        if char in self.whitespace:
            return self._has_word()
        if char in self.commenters:
            self._skip_comment()
        elif self.posix and char in self.escape:
            self._escaped_in = "a"
            self.state = char
        elif char in self.wordchars:
            self.token, self.state = char, "a"
        elif char in self._punctuation_chars:
            self.token, self.state = char, "c"
        elif char in self.quotes:
            self.token, self.state = "" if self.posix else char, char
        else:
            self.token = char
            if not self.whitespace_split:
                return True
            self.state = "a"
        return False

    def _in_quotes(self, char):
        self._quoted = True
        if not char:
            raise ValueError("No closing quotation")
        if char == self.state:
            if not self.posix:
                self.token += char
                self.state = " "
                return True
            self.state = "a"
        elif self.posix and char in self.escape and self.state in self.escapedquotes:
            self._escaped_in = self.state
            self.state = char
        else:
            self.token += char
        return False

    def _after_escape(self, char):
        if not char:
            raise ValueError("No escaped character")
        # Within quotes only the quote and the escape itself are escaped.
        if self._escaped_in in self.quotes and char not in (self.state, self._escaped_in):
            self.token += self.state
        self.token += char
        self.state = self._escaped_in

    def _in_word(self, char):
        if not char:
            self.state = None
            return True
        if char in self.whitespace:
            self.state = " "
            return self._has_word()
        if char in self.commenters:
            self._skip_comment()
            if not self.posix:
                return False
            self.state = " "
            return self._has_word()
        if self.state == "c":
            if char in self._punctuation_chars:
                self.token += char
                return False
            self._pushback_chars.append(char)
            self.state = " "
            return True
        if self.posix and (char in self.quotes or char in self.escape):
            self._escaped_in = "a"
            self.state = char
        elif char in self.wordchars or char in self.quotes or self.whitespace_split and (
                char not in self._punctuation_chars):
            self.token += char
        else:
            (self._pushback_chars if self._punctuation_chars else self.pushback).appendleft(char)
            self.state = " "
            return self._has_word()
        return False

    def sourcehook(self, newfile):
        """The file of a `source` request, as its name and a stream."""
        if newfile[0] == '"':
            newfile = newfile[1:-1]
        if isinstance(self.infile, str) and not os.path.isabs(newfile):
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile, "r")

    def error_leader(self, infile=None, lineno=None):
        """What an error message begins with, as a C compiler writes it."""
        return f'"{self.infile if infile is None else infile}", line {self.lineno if lineno is None else lineno}: '

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if s is None:
        raise ValueError("s argument must not be None")
    lex = shlex(s, posix=posix)
    lex.whitespace_split = True
    if not comments:
        lex.commenters = ""
    return list(lex)


def join(split_command):
    """A command line of words; the opposite of split()."""
    return " ".join(map(quote, split_command))


def quote(s):
    """A word as a shell takes it whole."""
    if not s:
        return "''"
    if _PLAIN.issuperset(s):
        return s
    # A quote can't stand between such quotes: it stands between double ones.
    return "'" + s.replace("'", "'\"'\"'") + "'"
