"""Digests of bytes: MD5, SHA-1, SHA-2, SHA-3, BLAKE2."""

import _hash_objects
from _hash_objects import blake2b, blake2s, pbkdf2_hmac

algorithms_guaranteed = {*_hash_objects.SIZES, "blake2b", "blake2s"}
algorithms_available = set(algorithms_guaranteed)

__all__ = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_224", "sha3_256",
           "sha3_384", "sha3_512", "shake_128", "shake_256", "new", "algorithms_guaranteed", "algorithms_available",
           "file_digest", "pbkdf2_hmac")


def _constructor(name):
    def construct(string=b"", *, usedforsecurity=True):
        return _hash_objects.made(name, string)
    construct.__name__ = construct.__qualname__ = f"openssl_{name}"
    construct.__doc__ = f"Returns a {name} hash object; optionally initialized with a string"
    return construct


for _name in _hash_objects.SIZES:
    globals()[_name] = _constructor(_name)
del _name


def new(name, data=b"", **kwargs):
    """A hash object of the algorithm of that name, optionally with bytes to begin with."""
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    lower = name.lower()
    name = {"sha-1": "sha1", "sha-224": "sha224", "sha-256": "sha256", "sha-384": "sha384",
            "sha-512": "sha512"}.get(lower, lower)
    if name not in algorithms_guaranteed:
        raise ValueError(f"unsupported hash type {name}")
    return globals()[name](data, **kwargs)


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """A hash object of what a file holds, from its position on."""
    result = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        result.update(fileobj.getbuffer())
        return result
    if not (hasattr(fileobj, "readinto") and hasattr(fileobj, "readable") and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    buffer = bytearray(_bufsize)
    view = memoryview(buffer)
    while True:
        size = fileobj.readinto(buffer)
        if size is None:
            raise BlockingIOError("I/O operation would block.")
        if size == 0:
            return result
        result.update(view[:size])
