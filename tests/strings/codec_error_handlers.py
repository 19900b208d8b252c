# Every codec of the language with every error handler, on what it can and cannot express.


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


codecs = "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "ascii", "utf-8-sig"
handlers = """strict ignore replace xmlcharrefreplace backslashreplace namereplace surrogateescape surrogatepass""".split()
texts = "a\u20ac\ud800\U0001f600", "\udcff", "\xe9"
blocks = (
    b"a\xff\xfe\x00",
    b"\xe2\x82",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80",
    b"\x00\xd8a\x00",
    b"\xff\xff\xff\xff",
)
for codec in codecs:
    for handler in handlers:
        print(codec, handler)
        for text in texts:
            tried(text.encode, codec, handler)
        for block in blocks:
            tried(lambda: ascii(block.decode(codec, handler)))
tried("x".encode, "nope")
tried("\xe9".encode, "ascii", "nope")
