import binascii


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


print("- uuencode")
for data in (b"", b"abc", b"x\0\0", b"q" * 45):
    line = binascii.b2a_uu(data)
    print(line, binascii.b2a_uu(data, backtick=True), binascii.a2b_uu(line) == data)
attempt(binascii.b2a_uu, b"x" * 46)
for line in (b"#86)C\n\n", b"#86)C!", b"#86\x80C", "#86)C", b"!", b"\xff\xff"):
    attempt(binascii.a2b_uu, line)

print("- quoted-printable")
for data in (b"a \nb\t", b".\n.a", b"\xff\r\n\xff\n=", b"0" * 80 + b"\n", b"0" * 75 + b"\xff", b"\n", b" \t", b"foo bar_"):
    print(binascii.b2a_qp(data), binascii.b2a_qp(data, quotetabs=True, header=True), binascii.b2a_qp(data, istext=False))
for data in (b"= ", b"=\rab", b"=\n==41=4x__", b"=", b"=4", "=FF=0d"):
    print(binascii.a2b_qp(data), binascii.a2b_qp(data, header=True))

print("- base 64, strictly")
for data in (b"=", b"a=", b"ab==c", b"ab=c", b"abc=", b"ab=", b"ab===", b"abcd=", b"ab==\n", b"a\nbcd", b"abc", b"a"):
    print(data, end=" ")
    attempt(binascii.a2b_base64, data, strict_mode=True)
    attempt(binascii.a2b_base64, data)
attempt(binascii.b2a_hex, memoryview(b"noncontiguous")[::2])
attempt(binascii.b2a_hex, "text")
attempt(binascii.a2b_hex, "\xe9\xe9")
