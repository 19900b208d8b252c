# secrets: lengths, alphabets and errors; the values are nobody's business.
import secrets
import string

for n in 0, 1, 5, 32:
    print(len(secrets.token_bytes(n)), len(secrets.token_hex(n)), len(secrets.token_urlsafe(n)))
print(len(secrets.token_bytes()), len(secrets.token_hex()), len(secrets.token_urlsafe()))
print(set(secrets.token_hex(100)) <= set("0123456789abcdef"))
print(set(secrets.token_urlsafe(100)) <= set(string.ascii_letters + string.digits + "-_"))
print(all(0 <= secrets.randbelow(7) < 7 for _ in range(100)), all(secrets.randbits(5) < 32 for _ in range(100)))
print({secrets.choice("ab") for _ in range(200)} == {"a", "b"})
print(secrets.token_hex() != secrets.token_hex(), isinstance(secrets.SystemRandom(), secrets.SystemRandom))
for bad in 0, -3:
    try:
        secrets.randbelow(bad)
    except ValueError as e:
        print(e)
print(secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"))
print(sorted(secrets.__all__))
