import tokenize, io
def show(text):
    try:
        for t in tokenize.generate_tokens(io.StringIO(text).readline): print(t)
    except (tokenize.TokenError, SyntaxError) as e: print(type(e), e.args)
for t in ["x = 1\n", "x = 1", "if a:\n    b # hi\n\n# c\n  # d\n    e(1,\n2)\nf\n", "'''a\nb''' + 'x'\n", 'f"a{b}c{{d}}{e!r:>{w}}"\n', "x = \\\n 3\n", "f'''a\n{x:\n}b'''\n","(1,\n# hi\n 2)", "0x1F 1_000 1.5e-3 3j .5 1e5j 0b1\n", "a := b ** c //= d -> ... != <>\n","é = 'ü'\n", "def f():\n\tif x:\n\t\ty\n\tz\n", "x = (\n", "'abc\n", "# only", "\n\n", "if a:\n  b\n c\n", "f'{x=}' rb'a' Rb'' f'{a[\"b\"]:.2f}'\n", "x$y ?\n", ""]:
    print(repr(t)); show(t)

import token
print(token.tok_name[token.NAME], token.EXACT_TOKEN_TYPES["**="], token.ISTERMINAL(3), token.ISNONTERMINAL(300), token.ISEOF(0))
source = b"# -*- coding: latin-1 -*-\nx = '\xe9'\n"
print(tokenize.detect_encoding(io.BytesIO(source).readline))
tokens = list(tokenize.tokenize(io.BytesIO(source).readline))
print(tokens[0], tokens[-3].string, tokens[3].exact_type)
print(tokenize.untokenize(tokens) == source)
text = "def f(a,  b):\n    if a:   # why\n        return (a,\n                f'{b!r:>{a}}')\n    return 'x'\n"
tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
print(tokenize.untokenize(tokens) == text)
print(tokenize.untokenize(t[:2] for t in tokens))
for bad in (b"# coding: nope\n", b"\xff\n", b"\xef\xbb\xbf# coding: latin-1\n"):
    try: print(tokenize.detect_encoding(io.BytesIO(bad).readline))
    except SyntaxError as e: print(e)
print(tokenize.detect_encoding(io.BytesIO(b"\xef\xbb\xbfx\n").readline), tokenize.detect_encoding(io.BytesIO(b"").readline))
