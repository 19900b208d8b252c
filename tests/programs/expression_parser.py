class Token:
    def __init__(self, kind, value): self.kind, self.value = kind, value

def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."): j += 1
            yield Token("number", float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum(): j += 1
            yield Token("name", text[i:j])
            i = j
        elif c in "+-*/^()=,":
            yield Token(c, c)
            i += 1
        else:
            raise SyntaxError(f"unexpected {c!r} at {i}")
    yield Token("end", None)

class Parser:
    precedence = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
    def __init__(self, text, names):
        self.stream = tokens(text)
        self.current = next(self.stream)
        self.names = names
    def advance(self):
        token, self.current = self.current, next(self.stream, None)
        return token
    def expect(self, kind):
        if self.current.kind != kind:
            raise SyntaxError(f"expected {kind}, got {self.current.kind}")
        return self.advance()
    def expression(self, limit=0):
        left = self.atom()
        while (level := self.precedence.get(self.current.kind, 0)) > limit:
            op = self.advance().kind
            right = self.expression(level - (op == "^"))
            left = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
                    "/": lambda a, b: a / b, "^": lambda a, b: a ** b}[op](left, right)
        return left
    def atom(self):
        token = self.advance()
        match_kind = token.kind
        if match_kind == "number": return token.value
        if match_kind == "-": return -self.expression(2)
        if match_kind == "(":
            value = self.expression()
            self.expect(")")
            return value
        if match_kind == "name":
            if self.current.kind == "(":
                self.advance()
                args = []
                while self.current.kind != ")":
                    args.append(self.expression())
                    if self.current.kind == ",": self.advance()
                self.expect(")")
                return self.names[token.value](*args)
            return self.names[token.value]
        raise SyntaxError(f"unexpected {match_kind}")

names = {"pi": 3.14159, "max": max, "min": min, "double": lambda x: x * 2}
for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 / 4 - 1", "double(max(1, 5, 3)) + pi", "8 - 3 - 2",
             "1 +", "(1", "1 / 0", "nope", "2 $ 3", "1.5.2"):
    try:
        print(text, "=", Parser(text, names).expression())
    except (SyntaxError, ZeroDivisionError, KeyError, ValueError) as error:
        print(text, "->", type(error).__name__, error)
