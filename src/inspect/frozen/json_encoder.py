"""JSON text from values."""

from _json import encode_basestring, encode_basestring_ascii, make_encoder as c_make_encoder

INFINITY = float("inf")


class JSONEncoder:
    """Writes dict as object, list and tuple as array, and what str, int, float, bool and None are."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        """The options say how keys, numbers out of range, order, white space and unknown types are treated."""
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to write instead of an object of another type; this one refuses."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text of a value."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        """The text of a value, piece by piece."""
        markers = {} if self.check_circular else None
        _encoder = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        _indent = self.indent
        if _indent is not None and not isinstance(_indent, str):
            _indent = " " * _indent
        if _one_shot:
            _iterencode = c_make_encoder(markers, self.default, _encoder, _indent, self.key_separator,
                                         self.item_separator, self.sort_keys, self.skipkeys, self.allow_nan)
            return _iterencode(o, 0)
        return _Chunks(self, markers, _encoder, _indent).value(o, 0)


class _Chunks:
    """The text of an object piece by piece."""

    def __init__(self, encoder, markers, string, indent):
        self.options = encoder
        self.markers = markers
        self.string = string
        self.indent = indent

    def number(self, o):
        """None, bools and numbers as text; None if `o` is something else."""
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if not isinstance(o, float):
            return None
        if o != o:
            text = "NaN"
        elif o == INFINITY:
            text = "Infinity"
        elif o == -INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.options.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def plain(self, o):
        return self.string(o) if isinstance(o, str) else self.number(o)

    def mark(self, o):
        if self.markers is not None:
            if id(o) in self.markers:
                raise ValueError("Circular reference detected")
            self.markers[id(o)] = o

    def unmark(self, o):
        if self.markers is not None:
            del self.markers[id(o)]

    def new_line(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def value(self, o, level):
        text = self.plain(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, level)
        elif isinstance(o, dict):
            yield from self.dict(o, level)
        else:
            self.mark(o)
            yield from self.value(self.options.default(o), level)
            self.unmark(o)

    def list(self, lst, level):
        if not lst:
            yield "[]"
            return
        self.mark(lst)
        before = "[" + self.new_line(level + 1)
        for value in lst:
            text = self.plain(value)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self.value(value, level + 1)
            before = self.options.item_separator + self.new_line(level + 1)
        if self.indent is not None:
            yield self.new_line(level)
        yield "]"
        self.unmark(lst)

    def dict(self, dct, level):
        if not dct:
            yield "{}"
            return
        self.mark(dct)
        yield "{"
        between = self.options.item_separator + self.new_line(level + 1)
        first = True
        for key, value in sorted(dct.items()) if self.options.sort_keys else dct.items():
            if not isinstance(key, str):
                text = self.number(key)
                if text is None:
                    if self.options.skipkeys:
                        continue
                    raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
                key = text
            if not first:
                yield between
            elif self.indent is not None:
                yield self.new_line(level + 1)
            first = False
            yield self.string(key)
            yield self.options.key_separator
            yield from self.value(value, level + 1)
        if not first and self.indent is not None:
            yield self.new_line(level)
        yield "}"
        self.unmark(dct)
