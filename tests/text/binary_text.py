"""base64 and binascii."""
import base64
import binascii
import io


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


DATA = [b"", b"a", b"ab", b"abc", b"abcd", b"abcde", bytes(range(256)), b"\0\0\0\0", b"    ", b"\xff\xfe\xfd?>", bytearray(b"xy")]
for data in DATA:
    for f in ("b64encode", "standard_b64encode", "urlsafe_b64encode", "b32encode", "b32hexencode", "b16encode", "b85encode", "a85encode", "z85encode",
              "encodebytes"):
        coded = getattr(base64, f)(data)
        back = getattr(base64, f.replace("encode", "decode"))
        print(f, coded, back(coded) == data, f == "encodebytes" or back(coded.decode()) == data)
t(lambda: base64.b64encode("x"))
t(lambda: base64.b64encode(b"\xfb\xff", altchars=b"-_"))
t(lambda: base64.b64decode("-_8=", altchars="-_"))
for bad in ("a", "ab", "abc", "abcde", "ab=", "a===", "=abc", "ab==cd", "ab=c", "a*b=c=", "YWJj\nZGVm", "YQ==YQ==", "é", "YQ", "YWI=x"):
    t(lambda: (bad, base64.b64decode(bad)))
    t(lambda: (bad, base64.b64decode(bad, validate=True)))
for bad in ("A", "AAAAAAAA", "aaaaaaaa", "MFRGG===", "MFRGG1==", "0OIL1234", "M=======", "MF======", "MFRG====", "MFRGGZA=", "MFRGG=="):
    t(lambda: (bad, base64.b32decode(bad)))
    t(lambda: (bad, base64.b32decode(bad, casefold=True, map01="L")))
t(lambda: base64.b16decode("ab"))
t(lambda: base64.b16decode("ab", casefold=True))
t(lambda: base64.b16decode("ABC"))
t(lambda: base64.b85decode("a b"))
t(lambda: base64.b85decode("~~~~~"))
t(lambda: base64.b85encode(b"ab", pad=True))
t(lambda: base64.a85encode(b"    abc\0\0\0\0", foldspaces=True))
t(lambda: base64.a85encode(b"hello world, hello", adobe=True, wrapcol=10))
t(lambda: base64.a85encode(b"ab\0\0", pad=True))
t(lambda: base64.a85decode(b"<~87cURD]i,\"Ebo80~>", adobe=True))
for bad in ("abcz", "uuuuu", "vwx", "aby"):
    t(lambda: base64.a85decode(bad, foldspaces=True))
t(lambda: base64.a85decode("abc", adobe=True))
t(lambda: base64.encodebytes(b"x" * 100))
t(lambda: base64.encodebytes("x"))
t(lambda: base64.decodebytes(b"eHh4\neHg=\n"))
i, o = io.BytesIO(b"some text" * 20), io.BytesIO()
base64.encode(i, o)
t(lambda: o.getvalue())
o2 = io.BytesIO()
base64.decode(io.BytesIO(o.getvalue()), o2)
t(lambda: o2.getvalue() == i.getvalue())
t(lambda: base64.b64decode(1))

t(lambda: binascii.hexlify(b"\x01\xab"))
t(lambda: binascii.hexlify(b"\x01\xab\xcd", "-"))
t(lambda: binascii.hexlify(b"\x01\xab\xcd", b":", 2))
t(lambda: binascii.unhexlify("01aB"))
for bad in ("0", "0g", "0 0a", "é0", 1):
    t(lambda: binascii.unhexlify(bad))
t(lambda: binascii.b2a_base64(b"abc"))
t(lambda: binascii.b2a_base64(b"abc", newline=False))
t(lambda: binascii.a2b_base64("YWJj"))
t(lambda: (binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc32(b""), binascii.crc_hqx(b"hello", 0)))
t(lambda: (binascii.Error.__mro__, binascii.Incomplete.__base__))
