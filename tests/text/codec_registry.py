import codecs
import io


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "__notes__", ""))


print("- by name")
for name in ("UTF8", "utf 8", "latin-1", "Cp1252", "windows-1252", "mac-roman", "iso-8859-15", "utf_16", "hex", "rot13",
             "unicode-escape", "punycode"):
    print(name, codecs.lookup(name).name)
attempt(codecs.lookup, "no such codec")
attempt("x".encode, "no such codec")
attempt(b"x".decode, "hex")
attempt("x".encode, "rot13")
attempt(codecs.decode, b"xyz", "hex")
attempt(codecs.register, 1)


def search(name):
    if name == "shout":
        def encode(text, errors="strict"):
            return text.upper().encode("ascii", errors), len(text)

        def decode(data, errors="strict"):
            return bytes(data).decode("ascii", errors).lower(), len(data)
        return codecs.CodecInfo(encode, decode, name="shout")
    if name == "broken":
        return codecs.CodecInfo(lambda text, errors: ("text", 1), lambda data, errors: (b"data", 1), name="broken")


codecs.register(search)
print("abc".encode("shout"), b"ABC".decode("Shout"), codecs.encode("abc", "shout"), str(b"XY", "shout"))
attempt("\xe9".encode, "shout")
attempt("x".encode, "broken")
attempt(b"x".decode, "broken")
codecs.unregister(search)
attempt("abc".encode, "shout")

print("- tables")
for name in ("cp1252", "cp437", "cp1251", "koi8-r", "iso8859-7", "mac_roman", "cp037", "tis-620"):
    data = bytes(range(32, 256))
    text = data.decode(name, "replace")
    print(name, ascii(text[-12:]), text.encode(name, "replace")[-4:])
attempt("\u1234".encode, "cp1252")
attempt(b"\x81".decode, "cp1252")
print(codecs.charmap_decode(b"ab\0", "strict", {97: "A", 98: 66, 0: "xyz"}))
print(codecs.charmap_encode("ab", "strict", {97: 1, 98: b"two"}))
attempt(codecs.charmap_decode, b"a", "strict", {97: -1})
attempt(codecs.charmap_encode, "a", "strict", {97: 300})
attempt(codecs.charmap_encode, "a", "strict", {97: "x"})
attempt(codecs.charmap_encode, "abc", "strict", {97: 1})

print("- error handlers")


def dots(error):
    what = error.object[error.start:error.end]
    return "." * len(what), error.end


codecs.register_error("dots", dots)
print("a\xe9\xe9b".encode("ascii", "dots"), b"a\xff\xfeb".decode("utf-8", "dots"), "\u1234x".encode("cp437", "dots"))
codecs.register_error("bytes", lambda e: (b"<>", e.end))
print("a\xe9b".encode("ascii", "bytes"), "\ud800".encode("utf-16-le", "bytes"))
codecs.register_error("back", lambda e: ("?", -1))
print("\xe9ab".encode("ascii", "back"))
codecs.register_error("bad", lambda e: 42)
attempt("\xe9".encode, "ascii", "bad")
attempt(b"\xff".decode, "ascii", "bad")
codecs.register_error("beyond", lambda e: ("", 100))
attempt("\xe9".encode, "ascii", "beyond")
attempt("\xe9".encode, "ascii", "unheard of")
attempt(codecs.lookup_error, "unheard of")
attempt(codecs.register_error, "x", 1)
for name in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape"):
    attempt(codecs.lookup_error(name), UnicodeEncodeError("ascii", "a\u20acb", 1, 2, "why"))
    attempt(codecs.lookup_error(name), UnicodeDecodeError("ascii", b"a\xffb", 1, 2, "why"))
    attempt(codecs.lookup_error(name), 1)

print("- escapes")
for data in (rb"a\n\x41\u20ac\U0001f600\N{BULLET}\101", rb"\q", rb"\x4", rb"\u123", b"\\", rb"\N{NO SUCH}", rb"\U00110000"):
    attempt(data.decode, "raw_unicode_escape")
print("\x00\n\xe9\u20ac\U0001f600'\\".encode("unicode_escape"), "\\\u20ac\xe9".encode("raw_unicode_escape"))
for data in (rb"a\n\x41\u20ac\U0001f600\N{BULLET}\101", rb"\x4", rb"\u123", b"\\", rb"\N{NO SUCH}", rb"\U00110000"):
    attempt(data.decode, "unicode_escape")
print(codecs.escape_decode(rb"\x41\n\101"), codecs.escape_encode(b"\n'\xff"))
attempt(codecs.escape_decode, rb"\x4")

print("- UTF-7, punycode")
for text in ("a+b", "\u20ac", "x\u20ac\U0001f600-y", "\u20aca", "~\\"):
    data = text.encode("utf-7")
    print(data, data.decode("utf-7") == text)
for data in (b"+IK", b"+IKwx-", b"\xff", b"+@", b"+IKwgrA"):
    attempt(data.decode, "utf-7")
    attempt(data.decode, "utf-7", "replace")
print("b\xfccher".encode("punycode"), b"bcher-kva".decode("punycode"), "\u4ed6\u4eec".encode("punycode"))
attempt(b"xn--w&".decode, "punycode")
