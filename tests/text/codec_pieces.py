import codecs
import io


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


print("- decoding piece by piece")
for name, text in (("utf-8", "a\xe9\u20ac\U0001f600"), ("utf-16", "a\U0001f600b"), ("utf-16-be", "a\U0001f600"),
                   ("utf-32", "\u20acb"), ("utf-8-sig", "\u20acx"), ("utf-7", "\u20ac-x"), ("cp1252", "\u20acx"),
                   ("unicode_escape", "\u20ac\n"), ("latin-1", "\xe9")):
    decoder = codecs.getincrementaldecoder(name)()
    pieces = [decoder.decode(bytes((byte,))) for byte in text.encode(name)]
    pieces.append(decoder.decode(b"", True))
    print(name, pieces, decoder.getstate())
decoder = codecs.getincrementaldecoder("utf-8")("strict")
decoder.decode(b"\xe2\x82")
print(decoder.getstate())
attempt(decoder.decode, b"", True)
decoder.reset()
decoder.setstate((b"\xe2", 0))
print(decoder.decode(b"\x82\xac"))
attempt(codecs.getincrementaldecoder("utf-16")().decode, b"\xff\xff")

print("- encoding piece by piece")
for name in ("utf-16", "utf-8-sig", "utf-32-le"):
    encoder = codecs.getincrementalencoder(name)()
    print(name, [encoder.encode(c) for c in "ab"], encoder.getstate())
    encoder.reset()
    print(encoder.encode("a"))
print(list(codecs.iterencode(["a", "", "\xe9"], "utf-16-le")), list(codecs.iterdecode([b"\xc3", b"\xa9", b"x"], "utf-8")))

print("- functions")
print(codecs.utf_8_decode(b"a\xe2\x82"), codecs.utf_8_decode(b"ab", "strict", True))
print(codecs.utf_16_ex_decode(b"\xfe\xff\0a\0", "strict", 0, False), codecs.utf_16_le_decode(b"a\0\x3d\xd8"))
print(codecs.utf_16_encode("a", None, 1), codecs.readbuffer_encode("\xe9"), codecs.latin_1_decode(bytearray(b"\xe9")))
attempt(codecs.utf_8_decode, "text")
attempt(codecs.utf_8_decode, b"\xff")

print("- streams")
reader = codecs.getreader("utf-8")(io.BytesIO("\u20ac one\r\ntwo\nthree".encode()))
print(ascii(reader.read(3)), ascii(reader.readline()), [*reader])
reader = codecs.getreader("utf-16")(io.BytesIO("ab\ncd\n".encode("utf-16")))
print(reader.readline(keepends=False), reader.readlines())
reader.seek(0)
print(reader.read(chars=4), reader.read())
raw = io.BytesIO()
writer = codecs.getwriter("utf-16")(raw)
writer.write("a")
writer.writelines(["b", "c"])
print(raw.getvalue())
both = codecs.StreamReaderWriter(io.BytesIO(b"x\xff\ny"), codecs.getreader("latin-1"), codecs.getwriter("latin-1"))
print(both.readline(), both.read(), both.tell())
recoder = codecs.EncodedFile(io.BytesIO("\xe9\u20ac".encode("utf-8")), "cp1252", "utf-8")
print(recoder.read(), recoder.data_encoding, recoder.file_encoding)

print("- bytes to bytes")
for name, data in (("hex", b"\x01\xff"), ("base64", b"hello")):
    coded = codecs.encode(data, name)
    print(name, coded, codecs.decode(coded, name))
print(codecs.encode("Hello", "rot13"), codecs.BOM_UTF16, codecs.BOM_UTF32_BE)
