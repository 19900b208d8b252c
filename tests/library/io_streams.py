import io
import os
import tempfile


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Pieces(io.RawIOBase):
    """Gives what it was made of, piece by piece; None means: not yet."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def readable(self):
        return True

    def readinto(self, buffer):
        piece = self.pieces.pop(0) if self.pieces else b""
        if piece is None:
            return None
        if len(piece) > len(buffer):
            self.pieces.insert(0, piece[len(buffer):])
            piece = piece[:len(buffer)]
        buffer[:len(piece)] = piece
        return len(piece)


class Drain(io.RawIOBase):
    """Takes at most so many bytes at once."""

    def __init__(self, most):
        self.most, self.got = most, []

    def writable(self):
        return True

    def write(self, b):
        taken = bytes(b[:self.most])
        self.got.append(taken)
        return len(taken) if taken else None


print("- classes")
for name in ("FileIO", "BytesIO", "StringIO", "BufferedReader", "BufferedWriter", "BufferedRandom", "BufferedRWPair",
             "TextIOWrapper"):
    kind = getattr(io, name)
    print(kind, [base.__name__ for base in (io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase)
                 if issubclass(kind, base)])
print(io.UnsupportedOperation.__mro__[1:3], io.SEEK_END, io.DEFAULT_BUFFER_SIZE)
base = io.IOBase()
print(base.readable(), base.seekable(), base.isatty(), base.closed)
for method in ("fileno", "tell", "truncate"):
    attempt(getattr(base, method))
base.close()
attempt(base.flush)
attempt(base.__enter__)

print("- raw streams")
raw = Pieces(b"one\ntwo\nth", None, b"ree")
print(raw.read(2), raw.readline(), raw.readlines(1), raw.readall())
attempt(io.RawIOBase().read)
attempt(io.BufferedIOBase().read)
attempt(io.TextIOBase().write, "")
attempt(raw.write, b"")

print("- buffered reading")
reader = io.BufferedReader(Pieces(b"abc", b"defg", b"hi\nj", None, b"kl"), 4)
print(reader.read(2), reader.peek(), reader.read1(10), reader.read1(10), reader.readline(), reader.read(5), reader.read())
reader = io.BufferedReader(Pieces(b"abcdefgh"), 4)
target = bytearray(6)
print(reader.readinto(target), target, reader.readinto1(target), target)
attempt(reader.read, -2)
attempt(reader.write, b"")
attempt(io.BufferedReader, Drain(1))
attempt(io.BufferedReader, Pieces(), 0)
print(reader.detach().readable())
attempt(reader.read)

print("- buffered writing")
drain = Drain(3)
writer = io.BufferedWriter(drain, 4)
print(writer.write(b"ab"), drain.got, writer.write(b"cdef"), drain.got, writer.write(b"0123456789"), drain.got)
writer.flush()
print(b"".join(drain.got))
drain.most = 0
writer.write(b"xyz")
try:
    writer.flush()
except BlockingIOError as e:
    print(e.strerror, e.characters_written)
attempt(writer.write, "text")
attempt(writer.read)
drain.most = 9
writer.close()
print(drain.got[-1], writer.closed)
attempt(writer.write, b"")
pair = io.BufferedRWPair(Pieces(b"in"), Drain(9))
print(pair.read(), pair.write(b"out"), pair.readable(), pair.writable(), pair.seekable())

print("- both")
both = io.BufferedRandom(io.BytesIO(b"0123456789"), 4)
print(both.read(2), both.write(b"AB"), both.read(2), both.tell(), both.seek(-2, 2), both.write(b"YZ"))
both.seek(0)
print(both.read(), both.truncate(5), both.tell())

print("- text")
data = "\u20acuro\r\none\rtwo\nlast".encode()
for newline in (None, "", "\n", "\r", "\r\n"):
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=newline)
    print(repr(newline), text.readlines(), text.newlines)
text = io.TextIOWrapper(io.BytesIO(data), "utf-8")
first = text.read(2)
cookie = text.tell()
rest = text.read()
text.seek(cookie)
print(first, cookie, text.read() == rest, text.tell(), text.seek(0), text.read(3))
next(text)
attempt(text.tell)
attempt(text.seek, 1, 1)
attempt(text.seek, -1)
for newline in ("\n", "\r\n", ""):
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw, "utf-16-le", newline=newline, write_through=True)
    print(text.write("a\nb"), raw.getvalue())
raw = io.BytesIO()
text = io.TextIOWrapper(raw, "ascii", errors="backslashreplace", line_buffering=True)
text.write("\xe9")
print(raw.getvalue(), text.write("\n"), raw.getvalue(), text.line_buffering)
text.reconfigure(encoding="utf-8", errors="strict")
text.write("\xe9\n")
print(raw.getvalue(), text.encoding, text.errors, text)
text.detach()
attempt(text.read)
attempt(io.TextIOWrapper, raw, "hex")
attempt(io.TextIOWrapper, raw, "no such")
attempt(io.TextIOWrapper, raw, newline="x")
attempt(text.__class__(io.BytesIO(b"\xff"), "utf-8").read)
decoder = io.IncrementalNewlineDecoder(None, True)
print([decoder.decode(piece) for piece in ("a\r", "\nb\r", "c\n")], decoder.newlines)

print("- in memory")
stream = io.BytesIO(b"one\ntwo\n")
print(stream.readline(), stream.tell(), stream.read1(), stream.seek(20), stream.write(b"!"), stream.getvalue()[-14:])
view = io.BytesIO(b"abc").getbuffer()
view[0] = 65
print(bytes(view))
stream = io.BytesIO(b"abc")
view = stream.getbuffer()
attempt(stream.write, b"more than there is")
view.release()
print(stream.write(b"xy"), stream.truncate(1), stream.getvalue())
attempt(io.BytesIO, "text")
attempt(stream.seek, -1)
stream.close()
attempt(stream.getvalue)
stream = io.StringIO("a\r\nb\rc\n", newline=None)
print(repr(stream.getvalue()), stream.newlines, stream.readlines())
stream = io.StringIO("one\ntwo")
print(stream.seek(0, 2), stream.write("!"), stream.seek(4), stream.write("TW"), stream.getvalue(), stream.truncate(3))
attempt(stream.seek, 1, 1)
attempt(stream.write, b"")
attempt(io.StringIO, 1)

print("- files")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "f")
    with open(path, "wb", buffering=0) as f:
        print(type(f), f.mode, f.write(b"0123456789"), f.tell(), f.seek(2), f.truncate(8), f.readable())
    with open(path, "r+b") as f:
        print(type(f), f.raw.mode, f.read(3), f.write(b"xx"), f.seek(0), f.read(), f.name == path)
    with open(path, "ab") as f:
        print(f.tell(), f.write(b"end"), f.tell())
    with open(path, "rb") as f:
        print(list(f), f.read(), f.closed)
        attempt(f.write, b"")
    attempt(f.read)
    with open(path, "a+", encoding="utf-16") as f:
        f.write("\u20ac")
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags)) as f:
        print(f.read(), os.fstat(f.fileno()).st_size)
    fd = os.open(path, os.O_RDWR | os.O_TRUNC)
    print(os.write(fd, b"hello"), os.lseek(fd, 1, os.SEEK_SET), os.read(fd, 3))
    with open(fd, "rb", closefd=False) as f:
        print(f.read())
    os.close(fd)
    attempt(os.read, fd, 1)
    attempt(open, path, "rb", encoding="utf-8")
    attempt(open, path, "w", 0)
    attempt(open, path, "rwb")
    attempt(io.FileIO, path, "q")
