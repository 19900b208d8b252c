"""Text wrapping and filling."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_whitespace = "\t\n\x0b\x0c\r "
_SPACES = dict.fromkeys(map(ord, _whitespace), " ")


def _is_letter(c):
    return c.isalpha() or c == "_" or c.isalnum() and not c.isdigit()


def _is_word(c):
    return c not in _whitespace and (c.isalnum() or c in "_!\"'&.,?")


class TextWrapper:
    """Breaks a paragraph into lines; its attributes, which __init__ has by name, say how."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        # The lines.
        self.width, self.max_lines, self.placeholder = width, max_lines, placeholder
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        # The whitespace between words.
        self.expand_tabs, self.tabsize = expand_tabs, tabsize
        self.replace_whitespace, self.drop_whitespace = replace_whitespace, drop_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        # The words.
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens

    def _munge_whitespace(self, text):
        """Expand tabs, and make a space of every other whitespace character."""
        spaced = text.expandtabs(self.tabsize) if self.expand_tabs else text
        return spaced.translate(_SPACES) if self.replace_whitespace else spaced

    def _split(self, text):
        """Split the text into chunks that may not be broken: words, parts of hyphenated words, dashes between
        words, and the whitespace between them.
        """
        chunks = []
        at, n = 0, len(text)
        while at < n:
            end = at
            if text[at] in _whitespace:
                while end < n and text[end] in _whitespace:
                    end += 1
                chunks.append(text[at:end])
            else:
                while end < n and text[end] not in _whitespace:
                    end += 1
                if self.break_on_hyphens:
                    chunks.extend(self._split_word(text[at:end]))
                else:
                    chunks.append(text[at:end])
            at = end
        return chunks

    def _split_word(self, word):
        """The chunks of what stands between whitespace: broken behind a hyphen between letters, and around dashes
        of two and more between words."""
        start = at = 0
        n = len(word)
        while at < n:
            if word[at] != "-":
                at += 1
                continue
            end = at
            while end < n and word[end] == "-":
                end += 1
            if end - at >= 2:
                # A dash between words stands alone.
                if at > start and _is_word(word[at - 1]) and end < n and (word[end].isalnum() or word[end] == "_"):
                    yield word[start:at]
                    yield word[at:end]
                    start = end
                at = end
                continue
            before = at >= 2 and _is_letter(word[at - 1]) and _is_letter(word[at - 2])
            before = before or (at >= 3 and word[at - 2] == "-" and _is_letter(word[at - 1])
                                and _is_letter(word[at - 3]))
            after = word[end:end + 2]
            after3 = word[end:end + 3]
            follows = len(after) == 2 and _is_letter(after[0]) and (
                _is_letter(after[1]) or len(after3) == 3 and after[1] == "-" and _is_letter(after3[2]))
            if before and follows:
                yield word[start:end]
                start = end
            at = end
        if start < n:
            yield word[start:]

    def _fix_sentence_endings(self, chunks):
        """Two spaces behind the end of a sentence."""
        i = 0
        while i < len(chunks) - 1:
            if chunks[i + 1] == " " and self._ends_sentence(chunks[i]):
                chunks[i + 1] = "  "
                i += 2
            else:
                i += 1

    @staticmethod
    def _ends_sentence(chunk):
        chunk = chunk[:-1] if chunk[-1:] in ("'", '"') else chunk
        return len(chunk) >= 2 and chunk[-1] in ".!?" and "a" <= chunk[-2] <= "z"

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """A word too long for any line is broken, or has a line of its own."""
        if not self.break_long_words:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        word = reversed_chunks.pop()
        # At least one character has to go, also where indents leave no room.
        cut = width - cur_len if width >= 1 else 1
        if self.break_on_hyphens and len(word) > cut:
            # Behind a hyphen, if there is one that is not at the start.
            hyphen = word.rfind("-", 0, cut)
            if hyphen > 0 and word[:hyphen].strip("-"):
                cut = hyphen + 1
        cur_line.append(word[:cut])
        reversed_chunks.append(word[cut:])

    def _wrap_chunks(self, chunks):
        """The lines that the chunks fill."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        most = self.max_lines
        if most is not None:
            indent = self.initial_indent if most <= 1 else self.subsequent_indent
            if len(indent + self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        # From the end, where taking one away is cheap.
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            line, used = self._take_line(chunks, room, bool(lines))
            if not line:
                continue
            # A line after this one may be there only if it is not one too many.
            if most is None or len(lines) + 1 < most or used <= room and self._blank(chunks):
                lines.append(indent + "".join(line))
                continue
            self._end_with_placeholder(lines, indent, line, used, room)
            break
        return lines

    def _take_line(self, chunks, room, is_later):
        """Take the chunks of one line off the end of all; give them and their length."""
        if is_later and self.drop_whitespace and not chunks[-1].strip():
            chunks.pop()
        line, used = [], 0
        while chunks and used + len(chunks[-1]) <= room:
            used += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > room:
            self._handle_long_word(chunks, line, used, room)
            used = sum(len(chunk) for chunk in line)
        if line and self.drop_whitespace and not line[-1].strip():
            used -= len(line.pop())
        return line, used

    def _blank(self, chunks):
        """Whether nothing to be shown is left."""
        return not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()

    def _end_with_placeholder(self, lines, indent, line, used, room):
        """Put the placeholder behind as much of the line as leaves place for it, or behind the line before."""
        while line:
            if used + len(self.placeholder) <= room and line[-1].strip():
                lines.append(indent + "".join(line) + self.placeholder)
                return
            used -= len(line.pop())
        if lines:
            before = lines[-1].rstrip() + self.placeholder
            if len(before) <= self.width:
                lines[-1] = before
                return
        lines.append(indent + self.placeholder.lstrip())

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of a paragraph, without their ends."""
        pieces = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(pieces)
        return self._wrap_chunks(pieces)

    def fill(self, text):
        """The lines of a paragraph as one string."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph, by a TextWrapper with these attributes."""
    return TextWrapper(width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The lines of a paragraph as one string, by a TextWrapper with these attributes."""
    return TextWrapper(width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The words of the text that fit the width, with " [...]" for those that don't."""
    words = " ".join(text.split())
    return TextWrapper(width, max_lines=1, **kwargs).fill(words)


def dedent(text):
    """The text without the whitespace that all its lines begin with; blank lines become empty."""
    lines = text.split("\n")
    margin = None
    for number, line in enumerate(lines):
        words = line.lstrip(" \t")
        if not words:
            lines[number] = ""
            continue
        indent = line[:len(line) - len(words)]
        if margin is None:
            margin = indent
        while not indent.startswith(margin):
            margin = margin[:-1]
    return "\n".join(line.removeprefix(margin) for line in lines) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    """Put the prefix before every line of the text that the predicate is true of, or that is not blank."""
    wanted = predicate or str.strip
    return "".join(prefix + line if wanted(line) else line for line in text.splitlines(True))
