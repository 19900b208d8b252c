b = b"hello\x00\xff\n'"
print(b, len(b), b[0], b[1:3], b[-1])
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), b"a" + b"b", b"ab" * 3)
print(b"abc".decode(), "añ".encode(), "añ".encode("latin-1"), b"\xc3\xb1".decode("utf-8"))
print(b"a,b,c".split(b","), b" x ".strip(), b"-".join([b"a", b"b"]))
print(b"abc".hex(), bytes.fromhex("61 62"), b"abc".upper(), b"abc".find(b"c"))
print(97 in b"abc", b"bc" in b"abc", b"abc" < b"abd", b"a" == "a")
print(list(b"abc"), hash(b"x") == hash(b"x"))
ba = bytearray(b"abc")
ba[0] = 120
ba.append(33)
ba += b"??"
print(ba, bytes(ba), len(ba))
for call in (lambda: b"a"[5], lambda: bytes([256]), lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: b"a" + "a"):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
