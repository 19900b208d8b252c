"""Modes of files, numbers of errors, universally unique identifiers."""

import copy
import errno
import os
import pickle
import stat
import uuid

for mode in (0o100644, 0o040755, 0o120777, 0o104755, 0o102655, 0o041777, 0o041776, 0o020620, 0o060660, 0o010600, 0o140700, 0o644, 0):
    kinds = [name for name in dir(stat) if name.startswith("S_IS") and callable(getattr(stat, name)) and getattr(stat, name)(mode)]
    print(oct(mode), stat.filemode(mode), kinds, oct(stat.S_IMODE(mode)), oct(stat.S_IFMT(mode)))
print([(name, getattr(stat, name)) for name in dir(stat) if isinstance(getattr(stat, name), int)])
print(stat.S_ISDIR(os.stat("/").st_mode), stat.S_ISREG(os.stat("/")[stat.ST_MODE]))

print(errno.errorcode)
print([(name, getattr(errno, name)) for name in dir(errno) if name.startswith("E")])
try:
    open("/nowhere/at/all")
except OSError as err:
    print(err.errno == errno.ENOENT, errno.errorcode[err.errno])

ids = [uuid.UUID("12345678-1234-5678-9234-567812345678"), uuid.UUID("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"),
       uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), uuid.UUID(bytes=bytes(range(16))), uuid.UUID(bytes_le=bytes(range(16))),
       uuid.UUID(fields=(1, 2, 3, 4, 5, 6)), uuid.UUID("urn:uuid:12345678123456781234567812345678", version=5)]
for u in ids:
    print(repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.time, u.clock_seq, u.node, u.variant, u.version, u.urn, u.is_safe)
    assert u == uuid.UUID(str(u)) == uuid.UUID(fields=u.fields) == pickle.loads(pickle.dumps(u)) == copy.copy(u)
print(sorted(ids)[0], hash(ids[0]) == hash(ids[0].int), ids[0] == ids[0].int, int(ids[2]), uuid.NAMESPACE_DNS)
for keywords in ({}, {"hex": "1"}, {"bytes": b"1"}, {"bytes_le": b"1"}, {"fields": (1, 2)}, {"fields": (1 << 40, 0, 0, 0, 0, 0)},
                 {"fields": (0, 0, 0, 256, 0, 0)}, {"fields": (0, 0, 0, 0, 0, -1)}, {"int": -1}, {"int": 1, "version": 9},
                 {"int": 1, "hex": "x"}, {"hex": "g" * 32}):
    try:
        uuid.UUID(**keywords)
    except (TypeError, ValueError) as err:
        print(type(err).__name__, err)
for change in (lambda: setattr(ids[0], "int", 3), lambda: ids[0] < 3):
    try:
        change()
    except TypeError as err:
        print(err)
made = [uuid.uuid4() for _ in range(100)]
print(len(set(made)), {u.version for u in made}, {u.variant for u in made})
first, second = uuid.uuid1(node=5, clock_seq=6), uuid.uuid1(node=5, clock_seq=6)
print(first.version, first.node, first.clock_seq, first.time < second.time, 0 <= uuid.getnode() < 1 << 48)
