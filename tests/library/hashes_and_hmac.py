import hashlib
import hmac
import io


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


print("- digests")
for name in sorted(hashlib.algorithms_guaranteed):
    for data in (b"", b"abc", bytes(range(256)) * 3):
        h = hashlib.new(name, data)
        size = (20,) if name.startswith("shake") else ()
        print(name, h.digest_size, h.block_size, h.hexdigest(*size))
h = hashlib.sha256(b"one")
other = h.copy()
h.update(bytearray(b"two"))
other.update(memoryview(b"three"))
print(h.hexdigest() == hashlib.sha256(b"onetwo").hexdigest(), other.digest() == hashlib.sha256(b"onethree").digest())
print(hashlib.shake_128(b"x").digest(5), type(h), h.name)
attempt(hashlib.new, "unheard of")
attempt(hashlib.md5, "text")
attempt(hashlib.sha1, 1)
attempt(hashlib.new, 1)
attempt(type(h))

print("- BLAKE2")
print(hashlib.blake2b(b"abc", digest_size=20, key=b"secret", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"abc" * 100, key=b"k" * 32, fanout=2, depth=2, leaf_size=64, node_offset=1, node_depth=1,
                      inner_size=32, last_node=True).hexdigest())
print(hashlib.blake2b(bytes(128)).hexdigest()[:32], hashlib.blake2b.SALT_SIZE, hashlib.blake2s.MAX_KEY_SIZE)
for wrong in ({"digest_size": 65}, {"digest_size": 0}, {"key": b"k" * 65}, {"salt": b"s" * 17}, {"fanout": 256},
              {"depth": 0}, {"leaf_size": 1 << 32}, {"node_offset": -1}, {"inner_size": 65}):
    attempt(hashlib.blake2b, **wrong)

print("- files, passwords")
print(hashlib.file_digest(io.BytesIO(b"content"), "sha1").hexdigest())
print(hashlib.file_digest(io.BufferedReader(io.BytesIO(b"content")), hashlib.md5).hexdigest())
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100).hex(), hashlib.pbkdf2_hmac("md5", b"p" * 70, b"", 2, 40))
attempt(hashlib.pbkdf2_hmac, "sha1", b"", b"", 0)
attempt(hashlib.pbkdf2_hmac, "sha1", b"", b"", 1, -1)

print("- hmac")
m = hmac.new(b"key", b"mess", "sha256")
m.update(b"age")
print(m.hexdigest(), m.name, m.digest_size, m.block_size, m.copy().digest() == m.digest())
print(hmac.digest(b"k" * 100, b"message", hashlib.sha512).hex()[:40])
print(hmac.compare_digest("same", "same"), hmac.compare_digest(b"same", bytearray(b"sam")))
attempt(hmac.new, b"k")
attempt(hmac.new, "k", b"", "md5")
attempt(hmac.compare_digest, "\xe9", "e")
attempt(hmac.compare_digest, 1, "a")

print("- in pieces")
data = bytes(i * 7 % 251 for i in range(1000))
for name in sorted(hashlib.algorithms_guaranteed):
    size = (20,) if name.startswith("shake") else ()
    for step in 1, 63, 64, 72, 104, 128, 129, 168, 999:
        h = hashlib.new(name)
        for at in range(0, len(data), step):
            h.update(data[at:at + step])
            h.digest(*size)
        if h.digest(*size) != hashlib.new(name, data).digest(*size):
            print(name, step)
for kind in hashlib.blake2b, hashlib.blake2s:
    for step in 1, 31, 32, 63, 64, 65, 128, 500:
        h, whole = kind(key=b"key", salt=b"s", last_node=True), kind(data, key=b"key", salt=b"s", last_node=True)
        for at in range(0, len(data), step):
            h.update(data[at:at + step])
        other = h.copy()
        other.update(b"more")
        if h.digest() != whole.digest() or other.digest() == h.digest():
            print(kind, step)
    print(whole.hexdigest(), kind(data[:128]).hexdigest(), kind(b"", key=b"k").hexdigest())
