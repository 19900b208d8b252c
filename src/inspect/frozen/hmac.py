"""Keyed hashing of messages (RFC 2104)."""

import hashlib
from _hash_objects import compare_digest

trans_5C = bytes(n ^ 0x5C for n in range(256))
trans_36 = bytes(n ^ 0x36 for n in range(256))
digest_size = None


class HMAC:
    """A hash of a message that only who knows the key can make."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = self._maker(digestmod)
        self._inner, self._outer = make(), make()
        self.digest_size = self._inner.digest_size
        if not hasattr(self._inner, "block_size"):
            import warnings
            warnings.warn(f"No block_size attribute on given digest object; Assuming {self.blocksize:d}.",
                          RuntimeWarning, 2)
            size = self.blocksize
        elif (size := self._inner.block_size) < 16:
            import warnings
            warnings.warn(f"block_size of {size:d} seems too small; using our default of {self.blocksize:d}.",
                          RuntimeWarning, 2)
            size = self.blocksize
        if len(key) > size:
            key = make(key).digest()
        self.block_size = size
        key = bytes(key).ljust(size, b"\0")
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @staticmethod
    def _maker(digestmod):
        if callable(digestmod):
            return digestmod
        if isinstance(digestmod, str):
            return lambda data=b"": hashlib.new(digestmod, data)
        return lambda data=b"": digestmod.new(data)

    @property
    def name(self):
        """The name of this MAC."""
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        """Hash more of the message."""
        self._inner.update(msg)

    def copy(self):
        """An object of its own with the same state."""
        other = type(self).__new__(type(self))
        other.digest_size, other.block_size = self.digest_size, self.block_size
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        return other

    def digest(self):
        """The digest as bytes."""
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        """The digest in hexadecimal digits."""
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    """An HMAC object for a key."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The digest of a message at once."""
    return HMAC(key, msg, digest).digest()
