"""Hash objects: each holds the state of its hash as bytes, which `_hashes` takes further."""

import _hashes

# Name: bytes of a digest, bytes of a block. Those of shake have no length of their own.
SIZES = {"md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128),
         "sha512": (64, 128), "sha3_224": (28, 144), "sha3_256": (32, 136), "sha3_384": (48, 104),
         "sha3_512": (64, 72), "shake_128": (0, 168), "shake_256": (0, 136)}


class UnsupportedDigestmodError(ValueError):
    """There is no such algorithm."""


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError("object supporting the buffer API required") from None
    if view.ndim > 1:
        raise BufferError("Buffer must be single dimension")
    return view.tobytes()


class HASH:
    """A hash is an object used to calculate a checksum of a string of information."""

    __module__ = "_hashlib"

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__qualname__}' instances")

    @property
    def name(self):
        """The algorithm's name."""
        return self._name

    @property
    def digest_size(self):
        """Bytes of a digest."""
        return SIZES[self._name][0]

    @property
    def block_size(self):
        """Bytes that are hashed at once."""
        return SIZES[self._name][1]

    def update(self, obj, /):
        """Hash more bytes behind those there are."""
        self._state = _hashes.update(self._name, self._state, _bytes(obj))

    def digest(self):
        """The digest as bytes."""
        return _hashes.digest(self._name, self._state, 0)

    def hexdigest(self):
        """The digest in hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """A hash object of its own with the same state."""
        new = object.__new__(type(self))
        new._name, new._state = self._name, self._state
        return new

    def __repr__(self):
        return f"<{self._name} {type(self).__module__}.{type(self).__qualname__} object @ {id(self):#x}>"

    def __reduce__(self):
        raise TypeError(f"cannot pickle {type(self).__module__}.{type(self).__qualname__!r} object")


class HASHXOF(HASH):
    """A hash whose digests have the length that is asked for."""

    __module__ = "_hashlib"

    def digest(self, length):
        """The digest of that length as bytes."""
        if not isinstance(length, int):
            raise TypeError(f"'{type(length).__name__}' object cannot be interpreted as an integer")
        if length < 0 or length >= 1 << 29:
            raise ValueError("value must be positive" if length < 0 else "length is too large")
        return _hashes.digest(self._name, self._state, length)

    def hexdigest(self, length):
        """The digest of that length in hexadecimal digits."""
        return self.digest(length).hex()


def made(name, data):
    """A hash object of an algorithm."""
    self = object.__new__(HASHXOF if name.startswith("shake") else HASH)
    self._name, self._state = name, _hashes.update(name, _hashes.start(name), _bytes(data))
    return self


# --- BLAKE2 ------------------------------------------------------------------------------------------------------

class _Blake2:
    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
                node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
        self = super().__new__(cls)
        most = cls.MAX_DIGEST_SIZE
        size = most if digest_size is None else digest_size
        if not 0 < size <= most:
            raise ValueError(f"digest_size must be between 1 and {most} bytes")
        texts = []
        for what, value, limit in (("key", key, cls.MAX_KEY_SIZE), ("salt", salt, cls.SALT_SIZE),
                                   ("person", person, cls.PERSON_SIZE)):
            value = _bytes(value)
            if len(value) > limit:
                raise ValueError(f"maximum {what} length is {limit} bytes")
            texts.append(value)
        if not 0 <= fanout <= 255:
            raise ValueError("fanout must be between 0 and 255")
        if not 1 <= depth <= 255:
            raise ValueError("depth must be between 1 and 255")
        for what, value, limit in (("leaf_size", leaf_size, 1 << 32), ("node_offset", node_offset, cls._offsets)):
            if value < 0:
                raise ValueError("value must be positive")
            if value >= limit:
                raise OverflowError(f"{what} is too large")
        if not 0 <= node_depth <= 255:
            raise ValueError("node_depth must be between 0 and 255")
        if not 0 <= inner_size <= most:
            raise ValueError(f"inner_size must be between 0 and is {most}")
        self._size, self._last = size, bool(last_node)
        self._state = _hashes.blake2_start(cls._large, size, *texts, fanout, depth, leaf_size, node_offset, node_depth,
                                           inner_size)
        self.update(data)
        return self

    @property
    def digest_size(self):
        """Bytes of a digest."""
        return self._size

    @property
    def name(self):
        """The algorithm's name."""
        return type(self).__name__

    @property
    def block_size(self):
        """Bytes that are hashed at once."""
        return 2 * self.MAX_KEY_SIZE

    def update(self, data, /):
        """Hash more bytes behind those there are."""
        self._state = _hashes.blake2_update(self._large, self._state, _bytes(data))

    def digest(self):
        """The digest as bytes."""
        return _hashes.blake2_digest(self._large, self._state, self._size, self._last)

    def hexdigest(self):
        """The digest in hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """A hash object of its own with the same state."""
        new = object.__new__(type(self))
        new._size, new._last, new._state = self._size, self._last, self._state
        return new


class blake2b(_Blake2):
    """Return a new BLAKE2b hash object."""

    __module__ = "_blake2"
    SALT_SIZE = PERSON_SIZE = 16
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 64
    _large = True
    _offsets = 1 << 64


class blake2s(_Blake2):
    """Return a new BLAKE2s hash object."""

    __module__ = "_blake2"
    SALT_SIZE = PERSON_SIZE = 8
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 32
    _large = False
    _offsets = 1 << 48


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key from a password."""
    if hash_name not in SIZES or hash_name.startswith("shake"):
        raise UnsupportedDigestmodError("[digital envelope routines] unsupported")
    for value in (password, salt):
        if isinstance(value, str):
            raise TypeError("a bytes-like object is required, not 'str'")
    dklen = SIZES[hash_name][0] if dklen is None else dklen
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    return _hashes.pbkdf2(hash_name, password, salt, iterations, dklen)


def compare_digest(a, b, /):
    """Whether two are equal, in a time that does not depend on where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    else:
        try:
            a, b = memoryview(a).tobytes(), memoryview(b).tobytes()
        except TypeError:
            raise TypeError("unsupported operand types(s) or combination of types: "
                            f"'{type(a).__name__}' and '{type(b).__name__}'") from None
    differ = len(a) ^ len(b)
    for x, y in zip(a, b):
        differ |= x ^ y
    return not differ
