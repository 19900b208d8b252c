"""Universally unique identifiers: numbers of 128 bits, by RFC 4122."""

import os
import sys
from enum import Enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    "reserved for NCS compatibility", "specified in RFC 4122", "reserved for Microsoft compatibility",
    "reserved for future definition"]

# The class has methods of these names.
int_, bytes_ = int, bytes


class SafeUUID(Enum):
    """Whether an identifier was made in a way that two processes can't get the same."""

    safe = 0
    unsafe = -1
    unknown = None


# The fields in the order in which they stand: name, bits, and how their number of bits is spoken of.
_FIELDS = (("time_low", 32, "a 32"), ("time_mid", 16, "a 16"), ("time_hi_version", 16, "a 16"),
           ("clock_seq_hi_variant", 8, "an 8"), ("clock_seq_low", 8, "an 8"), ("node", 48, "a 48"))


class UUID:
    """An identifier, from one of: its digits, its bytes, its bytes with the first fields turned around, its fields, an int."""

    __slots__ = ("int", "is_safe", "__weakref__")

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = int_(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            bytes = _turned(bytes_le)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = int_.from_bytes(bytes)
        if fields is not None:
            int = _from_fields(fields)
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            # The variant is that of RFC 4122.
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        object.__setattr__(self, "int", int)
        object.__setattr__(self, "is_safe", is_safe)

    def __getstate__(self):
        state = {"int": self.int}
        if self.is_safe is not SafeUUID.unknown:
            # What an enumeration is called may change; its values stay.
            state["is_safe"] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, "int", state["int"])
        safe = SafeUUID(state["is_safe"]) if "is_safe" in state else SafeUUID.unknown
        object.__setattr__(self, "is_safe", safe)

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        digits = self.hex
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        return _turned(self.bytes)

    @property
    def fields(self):
        return tuple(getattr(self, name) for name, _, _ in _FIELDS)

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xFFFF

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xFFFF

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xFF

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xFF

    @property
    def time(self):
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xFFFFFFFFFFFF

    @property
    def hex(self):
        return f"{self.int:032x}"

    @property
    def urn(self):
        return f"urn:uuid:{self}"

    @property
    def variant(self):
        if not self.int & 0x8000 << 48:
            return RESERVED_NCS
        if not self.int & 0x4000 << 48:
            return RFC_4122
        return RESERVED_FUTURE if self.int & 0x2000 << 48 else RESERVED_MICROSOFT

    @property
    def version(self):
        return self.int >> 76 & 0xF if self.variant == RFC_4122 else None


def _turned(data):
    """The bytes with each of the first three fields the other way round."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


def _from_fields(fields):
    if len(fields) != 6:
        raise ValueError("fields is not a 6-tuple")
    number = 0
    for i, (value, (_, bits, told)) in enumerate(zip(fields, _FIELDS)):
        if not 0 <= value < 1 << bits:
            raise ValueError(f"field {i + 1} out of range (need {told}-bit value)")
        number = number << bits | value
    return number


def _random_getnode():
    """A number in place of a hardware address; its multicast bit is set, so that it is none."""
    return int_.from_bytes(os.urandom(6)) | 1 << 40


_node = None


def getnode():
    """The 48 bits that stand for this computer: drawn once, as hardware addresses are not known here."""
    global _node
    if _node is None:
        _node = _random_getnode()
    return _node


_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """An identifier from the time and the computer."""
    global _last_timestamp
    import time
    # Steps of 100 ns since the calendar of Gregory began, on October 15th of 1582.
    timestamp = time.time_ns() // 100 + 0x01B21DD213814000
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        clock_seq = int_.from_bytes(os.urandom(2)) & 0x3FFF
    fields = (timestamp & 0xFFFFFFFF, timestamp >> 32 & 0xFFFF, timestamp >> 48 & 0x0FFF, clock_seq >> 8 & 0x3F,
              clock_seq & 0xFF, getnode() if node is None else node)
    return UUID(fields=fields, version=1)


def _named(hash, namespace, name):
    if isinstance(name, str):
        name = name.encode()
    return hash(namespace.bytes + name, usedforsecurity=False).digest()[:16]


def uuid3(namespace, name):
    """An identifier from the MD5 hash of a namespace's identifier and a name."""
    from hashlib import md5
    return UUID(bytes=_named(md5, namespace, name), version=3)


def uuid4():
    """An identifier by chance."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """An identifier from the SHA-1 hash of a namespace's identifier and a name."""
    from hashlib import sha1
    return UUID(bytes=_named(sha1, namespace, name), version=5)


def main():
    """Print what the arguments of a command line ask for."""
    import argparse
    by_name = {"uuid3": uuid3, "uuid5": uuid5}
    plain = {"uuid1": uuid1, "uuid4": uuid4}
    spaces = {"@dns": NAMESPACE_DNS, "@url": NAMESPACE_URL, "@oid": NAMESPACE_OID, "@x500": NAMESPACE_X500}
    parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter,
                                     description="Generates a uuid using the selected uuid function.")
    parser.add_argument("-u", "--uuid", choices=[*plain, *by_name], default="uuid4", help="The function to use to generate the uuid.")
    parser.add_argument("-n", "--namespace", help="The namespace is a UUID, or '@ns' where 'ns' is a well-known predefined UUID "
                        "addressed by namespace name. Such as @dns, @url, @oid, and @x500. Only required for uuid3/uuid5 functions.")
    parser.add_argument("-N", "--name", help="The name used as part of generating the uuid. Only required for uuid3/uuid5 functions.")
    args = parser.parse_args()
    if args.uuid in plain:
        print(plain[args.uuid]())
        return
    if not args.namespace or not args.name:
        parser.error(f"Incorrect number of arguments. {args.uuid} requires a namespace and a name. "
                     "Run 'python -m uuid -h' for more information.")
    namespace = spaces.get(args.namespace) or UUID(args.namespace)
    print(by_name[args.uuid](namespace, args.name))


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")

if __name__ == "__main__":
    main()
