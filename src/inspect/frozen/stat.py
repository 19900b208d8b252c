"""What the numbers of os.stat() mean: places in its result, bits of a mode, and the text that lists of files show for them."""

# Places in the result as a tuple.
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)

# Kinds of files; doors, ports and whiteouts are no kinds of this system.
S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG = 0o040000, 0o020000, 0o060000, 0o100000
S_IFIFO, S_IFLNK, S_IFSOCK = 0o010000, 0o120000, 0o140000
S_IFDOOR = S_IFPORT = S_IFWHT = 0

# Permissions.
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_ENFMT = S_ISGID
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR

# Flags of BSD.
UF_SETTABLE, UF_NODUMP, UF_IMMUTABLE, UF_APPEND, UF_OPAQUE = 0xFFFF, 0x1, 0x2, 0x4, 0x8
UF_NOUNLINK, UF_COMPRESSED, UF_TRACKED, UF_DATAVAULT, UF_HIDDEN = 0x10, 0x20, 0x40, 0x80, 0x8000
SF_SETTABLE, SF_ARCHIVED, SF_IMMUTABLE, SF_APPEND, SF_RESTRICTED = 0xFFFF0000, 0x10000, 0x20000, 0x40000, 0x80000
SF_NOUNLINK, SF_SNAPSHOT, SF_FIRMLINK, SF_DATALESS = 0x100000, 0x200000, 0x800000, 0x40000000

# Attributes of Windows.
FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM = 0x1, 0x2, 0x4
FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_DEVICE = 0x10, 0x20, 0x40
FILE_ATTRIBUTE_NORMAL, FILE_ATTRIBUTE_TEMPORARY, FILE_ATTRIBUTE_SPARSE_FILE = 0x80, 0x100, 0x200
FILE_ATTRIBUTE_REPARSE_POINT, FILE_ATTRIBUTE_COMPRESSED, FILE_ATTRIBUTE_OFFLINE = 0x400, 0x800, 0x1000
FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, FILE_ATTRIBUTE_ENCRYPTED = 0x2000, 0x4000
FILE_ATTRIBUTE_INTEGRITY_STREAM, FILE_ATTRIBUTE_VIRTUAL, FILE_ATTRIBUTE_NO_SCRUB_DATA = 0x8000, 0x10000, 0x20000


def S_IMODE(mode, /):
    """The part of a mode that os.chmod() can set."""
    return mode & 0o7777


def S_IFMT(mode, /):
    """The part of a mode that says what kind of file it is."""
    return mode & 0o170000


def _test(kind, name, what):
    def is_kind(mode, /):
        return kind != 0 and mode & 0o170000 == kind
    is_kind.__name__ = is_kind.__qualname__ = name
    is_kind.__doc__ = f"Whether a mode is that of {what}."
    return is_kind


S_ISDIR = _test(S_IFDIR, "S_ISDIR", "a folder")
S_ISCHR = _test(S_IFCHR, "S_ISCHR", "a device for characters")
S_ISBLK = _test(S_IFBLK, "S_ISBLK", "a device for blocks")
S_ISREG = _test(S_IFREG, "S_ISREG", "a file")
S_ISFIFO = _test(S_IFIFO, "S_ISFIFO", "a named pipe")
S_ISLNK = _test(S_IFLNK, "S_ISLNK", "a symbolic link")
S_ISSOCK = _test(S_IFSOCK, "S_ISSOCK", "a socket")
S_ISDOOR = _test(S_IFDOOR, "S_ISDOOR", "a door")
S_ISPORT = _test(S_IFPORT, "S_ISPORT", "an event port")
S_ISWHT = _test(S_IFWHT, "S_ISWHT", "a whiteout")

_LETTERS = {S_IFLNK: "l", S_IFSOCK: "s", S_IFREG: "-", S_IFBLK: "b", S_IFDIR: "d", S_IFCHR: "c", S_IFIFO: "p"}


def filemode(mode, /):
    """A mode as lists of files show it: "-rw-r--r--"."""
    letters = [_LETTERS.get(mode & 0o170000, "?")]
    for shift, special, letter in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift
        letters += ["r" if bits & 4 else "-", "w" if bits & 2 else "-"]
        run = "x" if bits & 1 else "-"
        if mode & special:
            run = letter if bits & 1 else letter.upper()
        letters.append(run)
    return "".join(letters)
