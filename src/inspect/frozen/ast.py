"""Literals from texts. The syntax tree itself is not open to programs here."""

__all__ = ["literal_eval"]


def literal_eval(node_or_string):
    """The value of a text that holds a literal: strings, numbers, tuples, lists, dicts, sets, booleans, None, ..."""
    import io
    import tokenize
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    text = node_or_string.lstrip(" \t")
    # A text that is no expression at all says so first.
    compile(text, "<unknown>", "eval")
    kinds = (tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT)
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in kinds]
    reader = _Reader(tokens)
    value = reader.sum()
    if reader.at < len(tokens):
        if reader.next() == ",":
            items = [value]
            while reader.peek() is not None:
                items.append(reader.sum())
                if reader.peek() == ",":
                    reader.next()
                elif reader.peek() is not None:
                    reader.fail()
            return tuple(items)
        reader.fail()
    return value


class _Reader:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0

    def fail(self):
        at = min(self.at, len(self.tokens) - 1)
        line = self.tokens[at].start[0] if self.tokens else 1
        raise ValueError(f"malformed node or string on line {line}")

    def peek(self):
        return self.tokens[self.at].string if self.at < len(self.tokens) else None

    def next(self):
        if self.at >= len(self.tokens):
            self.fail()
        self.at += 1
        return self.tokens[self.at - 1].string

    def sum(self):
        value = self.signed()
        while self.peek() in ("+", "-"):
            sign = self.next()
            right = self.signed()
            # Only a complex number is written as a sum.
            if type(value) not in (int, float) or type(right) is not complex:
                self.fail()
            value = value + right if sign == "+" else value - right
        return value

    def signed(self):
        if self.peek() in ("+", "-"):
            sign = self.next()
            value = self.signed()
            if type(value) not in (int, float, complex):
                self.fail()
            return +value if sign == "+" else -value
        return self.atom()

    def items(self, end):
        items = []
        comma = False
        while self.peek() != end:
            items.append(self.sum())
            comma = False
            if self.peek() == ",":
                self.next()
                comma = True
            elif self.peek() != end:
                self.fail()
        self.next()
        return items, comma

    def atom(self):
        import token
        if self.at >= len(self.tokens):
            self.fail()
        t = self.tokens[self.at]
        text = self.next()
        if t.type == token.NUMBER:
            return eval(text)
        if t.type == token.STRING:
            value = eval(text)
            while self.at < len(self.tokens) and self.tokens[self.at].type == token.STRING:
                value += eval(self.next())
            return value
        if text in ("None", "True", "False"):
            return {"None": None, "True": True, "False": False}[text]
        if text == "...":
            return ...
        if text == "(":
            items, comma = self.items(")")
            return items[0] if len(items) == 1 and not comma else tuple(items)
        if text == "[":
            return self.items("]")[0]
        if text == "set" and self.peek() == "(" and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].string == ")":
            self.at += 2
            return set()
        if text == "{":
            return self.braces()
        self.at -= 1
        self.fail()

    def braces(self):
        if self.peek() == "}":
            self.next()
            return {}
        first = self.sum()
        if self.peek() != ":":
            result = {first}
            while self.peek() == ",":
                self.next()
                if self.peek() == "}":
                    break
                result.add(self.sum())
            if self.next() != "}":
                self.at -= 1
                self.fail()
            return result
        self.next()
        result = {first: self.sum()}
        while self.peek() == ",":
            self.next()
            if self.peek() == "}":
                break
            key = self.sum()
            if self.next() != ":":
                self.fail()
            result[key] = self.sum()
        if self.next() != "}":
            self.at -= 1
            self.fail()
        return result
