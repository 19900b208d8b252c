"""Objects as bytes, and back."""

import io
import struct
import sys
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
from _types import _seal
from types import FunctionType

bytes_types = (bytes, bytearray)

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
           "PickleBuffer"]

format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    """What goes wrong here."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """The bytes are no pickle."""


for _class in (PickleError, PicklingError, UnpicklingError):
    _class.__module__ = "_pickle"


# Where None is found in the place of a function, it is called like one.
_absent = object()


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


class PickleBuffer:
    """A buffer that may travel beside the pickle."""

    def __init__(self, buffer, /):
        self._view = memoryview(buffer)

    def raw(self):
        if not self._view.contiguous:
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        return self._view.cast("B") if self._view.format != "B" else self._view

    def release(self):
        self._view.release()

    def __buffer__(self, flags, /):
        return self._view

    def __bytes__(self):
        return self._view.tobytes()


# The instructions of the pickle machine.
_OPCODES = dict(
    MARK=b"(", STOP=b".", POP=b"0", POP_MARK=b"1", DUP=b"2", FLOAT=b"F", INT=b"I", BININT=b"J", BININT1=b"K", LONG=b"L",
    BININT2=b"M", NONE=b"N", PERSID=b"P", BINPERSID=b"Q", REDUCE=b"R", STRING=b"S", BINSTRING=b"T", SHORT_BINSTRING=b"U",
    UNICODE=b"V", BINUNICODE=b"X", APPEND=b"a", BUILD=b"b", GLOBAL=b"c", DICT=b"d", EMPTY_DICT=b"}", APPENDS=b"e",
    GET=b"g", BINGET=b"h", INST=b"i", LONG_BINGET=b"j", LIST=b"l", EMPTY_LIST=b"]", OBJ=b"o", PUT=b"p", BINPUT=b"q",
    LONG_BINPUT=b"r", SETITEM=b"s", TUPLE=b"t", EMPTY_TUPLE=b")", SETITEMS=b"u", BINFLOAT=b"G", PROTO=b"\x80",
    NEWOBJ=b"\x81", EXT1=b"\x82", EXT2=b"\x83", EXT4=b"\x84", TUPLE1=b"\x85", TUPLE2=b"\x86", TUPLE3=b"\x87",
    NEWTRUE=b"\x88", NEWFALSE=b"\x89", LONG1=b"\x8a", LONG4=b"\x8b", BINBYTES=b"B", SHORT_BINBYTES=b"C",
    SHORT_BINUNICODE=b"\x8c", BINUNICODE8=b"\x8d", BINBYTES8=b"\x8e", EMPTY_SET=b"\x8f", ADDITEMS=b"\x90",
    FROZENSET=b"\x91", NEWOBJ_EX=b"\x92", STACK_GLOBAL=b"\x93", MEMOIZE=b"\x94", FRAME=b"\x95", BYTEARRAY8=b"\x96",
    NEXT_BUFFER=b"\x97", READONLY_BUFFER=b"\x98")
globals().update(_OPCODES)
TRUE, FALSE = b"I01\n", b"I00\n"
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]
__all__.extend(_OPCODES)

# Names that are others in Python 2; protocols below 3 write those.
_OLD_NAMES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "pickle": "cPickle"}
_NEW_NAMES = {"__builtin__": "builtins", "copy_reg": "copyreg", "Queue": "queue", "exceptions": "builtins",
              "cPickle": "pickle", "UserDict": "collections", "UserList": "collections", "UserString": "collections"}
_OLD_ITEMS = {("builtins", "range"): ("__builtin__", "xrange"), ("builtins", "int"): ("__builtin__", "long"),
              ("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "chr"): ("__builtin__", "unichr"),
              ("builtins", "input"): ("__builtin__", "raw_input"), ("functools", "reduce"): ("__builtin__", "reduce"),
              ("sys", "intern"): ("__builtin__", "intern"), ("builtins", "zip"): ("itertools", "izip"),
              ("builtins", "map"): ("itertools", "imap"), ("builtins", "filter"): ("itertools", "ifilter"),
              ("itertools", "filterfalse"): ("itertools", "ifilterfalse"),
              ("itertools", "zip_longest"): ("itertools", "izip_longest"),
              ("collections", "UserDict"): ("UserDict", "IterableUserDict"),
              ("collections", "UserList"): ("UserList", "UserList"),
              ("collections", "UserString"): ("UserString", "UserString")}
_NEW_ITEMS = {old: new for new, old in _OLD_ITEMS.items()}
_NEW_ITEMS["exceptions", "StandardError"] = "builtins", "Exception"
_NEW_ITEMS["__builtin__", "basestring"] = "builtins", "str"
_NEW_EXCEPTIONS = {"BrokenPipeError", "ChildProcessError", "ConnectionAbortedError",
                   "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "FileExistsError",
                   "FileNotFoundError", "InterruptedError", "IsADirectoryError", "NotADirectoryError",
                   "PermissionError", "ProcessLookupError", "TimeoutError", "ModuleNotFoundError"}


def _old_name(module, name):
    import builtins
    if (module, name) in _OLD_ITEMS:
        return _OLD_ITEMS[module, name]
    if module == "builtins":
        kind = getattr(builtins, name, None)
        if name in _NEW_EXCEPTIONS:
            return "exceptions", "ImportError" if name == "ModuleNotFoundError" else "OSError"
        if isinstance(kind, type) and issubclass(kind, BaseException) and name not in (
                "RecursionError", "StopAsyncIteration", "EncodingWarning", "ResourceWarning", "BaseExceptionGroup",
                "ExceptionGroup", "PythonFinalizationError", "BlockingIOError"):
            return "exceptions", name
    return _OLD_NAMES.get(module, module), name


def _getattribute(obj, name):
    top = obj
    for subpath in name.split("."):
        if subpath == "<locals>":
            raise AttributeError("Can't get local attribute {!r} on {!r}".format(name, top))
        try:
            parent = obj
            obj = getattr(obj, subpath)
        except AttributeError:
            raise AttributeError("Can't get attribute {!r} on {!r}".format(name, top)) from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that an object is in."""
    module_name = getattr(obj, "__module__", None)
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


def encode_long(x):
    """An int as its bytes, two's complement, low byte first."""
    if x == 0:
        return b""
    nbytes = (x.bit_length() >> 3) + 1
    result = x.to_bytes(nbytes, byteorder="little", signed=True)
    if x < 0 and nbytes > 1 and result[-1] == 0xff and result[-2] & 0x80 != 0:
        result = result[:-1]
    return result


def decode_long(data):
    """And back."""
    return int.from_bytes(data, byteorder="little", signed=True)


# --- writing -------------------------------------------------------------------------------------------------------

class Pickler:
    """Writes pickles to a file. A subclass may have persistent_id() and reducer_override()."""

    _FRAME_SIZE_MIN = 4
    _FRAME_SIZE_TARGET = 64 * 1024
    _BATCHSIZE = 1000

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self._buffer_callback = buffer_callback
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self._frame = None

    def clear_memo(self):
        """Forget what was written: it is written whole again."""
        self.memo.clear()

    def dump(self, obj):
        """Write an object."""
        if not hasattr(self, "_file_write"):
            raise PicklingError("Pickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        if self.proto >= 2:
            self._file_write(PROTO + struct.pack("<B", self.proto))
        if self.proto >= 4:
            self._frame = []
            self._frame_size = 0
        self.save(obj)
        self.write(STOP)
        if self._frame is not None:
            self._commit_frame()
            self._frame = None

    def write(self, data):
        if self._frame is None:
            self._file_write(data)
            return
        self._frame.append(data)
        self._frame_size += len(data)

    def _commit_frame(self):
        data = b"".join(self._frame)
        if len(data) >= self._FRAME_SIZE_MIN:
            self._file_write(FRAME + struct.pack("<Q", len(data)))
        if data:
            self._file_write(data)
        self._frame = []
        self._frame_size = 0

    def _write_large_bytes(self, header, payload):
        # Large things stand outside frames.
        if self._frame is not None:
            self._commit_frame()
            self._file_write(header)
            self._file_write(payload)
        else:
            self._file_write(header)
            self._file_write(payload)

    def memoize(self, obj):
        if self.fast:
            return
        assert id(obj) not in self.memo
        idx = len(self.memo)
        self.write(self.put(idx))
        self.memo[id(obj)] = idx, obj

    def put(self, idx):
        if self.proto >= 4:
            return MEMOIZE
        if self.bin:
            return BINPUT + struct.pack("<B", idx) if idx < 256 else LONG_BINPUT + struct.pack("<I", idx)
        return PUT + repr(idx).encode("ascii") + b"\n"

    def get(self, i):
        if self.bin:
            return BINGET + struct.pack("<B", i) if i < 256 else LONG_BINGET + struct.pack("<I", i)
        return GET + repr(i).encode("ascii") + b"\n"

    def persistent_id(self, obj):
        """None, or what stands for an object that is kept elsewhere."""
        return None

    def save(self, obj, save_persistent_id=True):
        if self._frame is not None and self._frame_size >= self._FRAME_SIZE_TARGET:
            self._commit_frame()
        pid = self.persistent_id(obj)
        if pid is not None and save_persistent_id:
            self.save_pers(pid)
            return
        x = self.memo.get(id(obj))
        if x is not None:
            self.write(self.get(x[0]))
            return
        rv = NotImplemented
        reduce = getattr(self, "reducer_override", _absent)
        if reduce is not _absent:
            rv = reduce(obj)
        if rv is NotImplemented:
            t = type(obj)
            f = self.dispatch.get(t)
            if f is not None:
                f(self, obj)
                return
            reduce = getattr(self, "dispatch_table", dispatch_table).get(t, _absent)
            if reduce is not _absent:
                rv = reduce(obj)
            else:
                if issubclass(t, type):
                    self.save_global(obj)
                    return
                reduce = getattr(obj, "__reduce_ex__", _absent)
                if reduce is not _absent:
                    rv = reduce(self.proto)
                else:
                    reduce = getattr(obj, "__reduce__", _absent)
                    if reduce is _absent:
                        raise PicklingError("Can't pickle %r object: %r" % (t.__name__, obj))
                    rv = reduce()
        if isinstance(rv, str):
            self.save_global(obj, rv)
            return
        if not isinstance(rv, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(rv) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self.save_reduce(obj=obj, *rv)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError("second element of the tuple returned by __reduce__ must be a tuple")
        if not callable(func):
            raise PicklingError("first element of the tuple returned by __reduce__ must be callable")
        func_name = getattr(func, "__name__", "")
        if self.proto >= 2 and func_name == "__newobj_ex__":
            cls, args, kwargs = args
            if not hasattr(cls, "__new__"):
                raise PicklingError("args[0] from {} args has no __new__".format(func_name))
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("args[0] from {} args has the wrong class".format(func_name))
            if self.proto >= 4:
                self.save(cls)
                self.save(args)
                self.save(kwargs)
                self.write(NEWOBJ_EX)
            else:
                from functools import partial
                self.save(partial(cls.__new__, cls, *args, **kwargs))
                self.save(())
                self.write(REDUCE)
        elif self.proto >= 2 and func_name == "__newobj__":
            cls = args[0]
            if not hasattr(cls, "__new__"):
                raise PicklingError("args[0] from __newobj__ args has no __new__")
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("args[0] from __newobj__ args has the wrong class")
            self.save(cls)
            self.save(args[1:])
            self.write(NEWOBJ)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            if id(obj) in self.memo:
                # A part of it held it, and has been written with it.
                self.write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self.save(state)
                self.write(BUILD)
            else:
                self.save(state_setter)
                self.save(obj)
                self.save(state)
                self.write(TUPLE2)
                self.write(REDUCE)
                self.write(POP)

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)
    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)
    dispatch[bool] = save_bool

    def save_long(self, obj):
        if self.bin:
            if obj >= 0:
                if obj <= 0xff:
                    self.write(BININT1 + struct.pack("<B", obj))
                    return
                if obj <= 0xffff:
                    self.write(BININT2 + struct.pack("<H", obj))
                    return
            if -0x80000000 <= obj <= 0x7fffffff:
                self.write(BININT + struct.pack("<i", obj))
                return
        if self.proto >= 2:
            encoded = encode_long(obj)
            n = len(encoded)
            self.write((LONG1 + struct.pack("<B", n) if n < 256 else LONG4 + struct.pack("<i", n)) + encoded)
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(INT + repr(obj).encode("ascii") + b"\n")
        else:
            self.write(LONG + repr(obj).encode("ascii") + b"L\n")
    dispatch[int] = save_long

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + struct.pack(">d", obj))
        else:
            self.write(FLOAT + repr(obj).encode("ascii") + b"\n")
    dispatch[float] = save_float

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import codecs
                self.save_reduce(codecs.encode, (str(obj, "latin1"), "latin1"), obj=obj)
            return
        n = len(obj)
        if n <= 0xff:
            self.write(SHORT_BINBYTES + struct.pack("<B", n) + obj)
        elif n > 0xffffffff and self.proto >= 4:
            self._write_large_bytes(BINBYTES8 + struct.pack("<Q", n), obj)
        elif n >= self._FRAME_SIZE_TARGET:
            self._write_large_bytes(BINBYTES + struct.pack("<I", n), obj)
        else:
            self.write(BINBYTES + struct.pack("<I", n) + obj)
        self.memoize(obj)
    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        n = len(obj)
        if n >= self._FRAME_SIZE_TARGET:
            self._write_large_bytes(BYTEARRAY8 + struct.pack("<Q", n), obj)
        else:
            self.write(BYTEARRAY8 + struct.pack("<Q", n) + obj)
        self.memoize(obj)
    dispatch[bytearray] = save_bytearray

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        try:
            view = obj.raw()
        except BufferError:
            raise PicklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer") from None
        in_band = True
        if self._buffer_callback is not None:
            in_band = bool(self._buffer_callback(obj))
        if in_band:
            data = view.tobytes() if view.readonly else bytearray(view)
            known = self.memo.get(id(data))
            if known is not None:
                # There is only one empty bytes object.
                self.write(self.get(known[0]))
            elif view.readonly:
                self.save_bytes(data)
            else:
                self.save_bytearray(data)
        else:
            self.write(NEXT_BUFFER)
            if view.readonly:
                self.write(READONLY_BUFFER)
    dispatch[PickleBuffer] = save_picklebuffer

    def save_str(self, obj):
        if self.bin:
            encoded = obj.encode("utf-8", "surrogatepass")
            n = len(encoded)
            if n <= 0xff and self.proto >= 4:
                self.write(SHORT_BINUNICODE + struct.pack("<B", n) + encoded)
            elif n > 0xffffffff and self.proto >= 4:
                self._write_large_bytes(BINUNICODE8 + struct.pack("<Q", n), encoded)
            elif n >= self._FRAME_SIZE_TARGET:
                self._write_large_bytes(BINUNICODE + struct.pack("<I", n), encoded)
            else:
                self.write(BINUNICODE + struct.pack("<I", n) + encoded)
        else:
            # Line ends would end the argument.
            tmp = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a")
            tmp = tmp.replace("\r", "\\u000d").replace("\x1a", "\\u001a")
            out = "".join(c if ord(c) < 256 else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"
                          for c in tmp)
            self.write(UNICODE + out.encode("latin-1") + b"\n")
        self.memoize(obj)
    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        n = len(obj)
        if n <= 3 and self.proto >= 2:
            for element in obj:
                self.save(element)
            if id(obj) in self.memo:
                # It holds itself, through something else.
                self.write(POP * n + self.get(self.memo[id(obj)][0]))
            else:
                self.write(_tuplesize2code[n])
                self.memoize(obj)
            return
        self.write(MARK)
        for element in obj:
            self.save(element)
        if id(obj) in self.memo:
            get = self.get(self.memo[id(obj)][0])
            self.write(POP_MARK + get if self.bin else POP * (n + 1) + get)
            return
        self.write(TUPLE)
        self.memoize(obj)
    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)
    dispatch[list] = save_list

    def _batches(self, items):
        batch = []
        for item in items:
            batch.append(item)
            if len(batch) == self._BATCHSIZE:
                yield batch
                batch = []
        if batch:
            yield batch

    def _batch_appends(self, items):
        if not self.bin:
            for x in items:
                self.save(x)
                self.write(APPEND)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for x in batch:
                self.save(x)
            self.write(APPENDS if len(batch) > 1 else APPEND)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())
    dispatch[dict] = save_dict

    def _batch_setitems(self, items):
        if not self.bin:
            for k, v in items:
                self.save(k)
                self.save(v)
                self.write(SETITEM)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for k, v in batch:
                self.save(k)
                self.save(v)
            self.write(SETITEMS if len(batch) > 1 else SETITEM)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)
    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            self.write(POP_MARK + self.get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)
    dispatch[frozenset] = save_frozenset

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None)
            if name is None:
                name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
            obj2, parent = _getattribute(module, name)
        except (ImportError, KeyError, AttributeError):
            if "<locals>" in name:
                raise AttributeError(f"Can't get local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name.rpartition('.')[2] or name} on "
                                f"{module_name} failed") from None
        if obj2 is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code:
                if code <= 0xff:
                    self.write(EXT1 + struct.pack("<B", code))
                elif code <= 0xffff:
                    self.write(EXT2 + struct.pack("<H", code))
                else:
                    self.write(EXT4 + struct.pack("<i", code))
                return
        lastname = name.rpartition(".")[2]
        if parent is module:
            name = lastname
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not module:
            self.save_reduce(getattr, (parent, lastname))
        elif self.proto >= 3:
            self.write(GLOBAL + bytes(module_name, "utf-8") + b"\n" + bytes(name, "utf-8") + b"\n")
        else:
            if self.fix_imports:
                module_name, name = _old_name(module_name, name)
            try:
                self.write(GLOBAL + bytes(module_name, "ascii") + b"\n" + bytes(name, "ascii") + b"\n")
            except UnicodeEncodeError:
                raise PicklingError("can't pickle global identifier '%s.%s' using pickle protocol %i" % (
                    module_name, name, self.proto)) from None
        self.memoize(obj)

    def save_type(self, obj):
        if obj is type(None):
            return self.save_reduce(type, (None,), obj=obj)
        if obj is type(NotImplemented):
            return self.save_reduce(type, (NotImplemented,), obj=obj)
        if obj is type(...):
            return self.save_reduce(type, (...,), obj=obj)
        return self.save_global(obj)

    dispatch[FunctionType] = save_global
    dispatch[type] = save_type


# --- reading -------------------------------------------------------------------------------------------------------

class Unpickler:
    """Reads pickles from a file. A subclass may have persistent_load() and find_class()."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_readline = file.readline
            self._file_read = file.read
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def read(self, n):
        data = self._file_read(n)
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated") if data or self._started else EOFError("Ran out of input")
        return data

    def readline(self):
        data = self._file_readline()
        if data[-1:] != b"\n":
            raise UnpicklingError("pickle data was truncated")
        return data

    def word(self):
        """A line that is not empty, without its end."""
        data = self.readline()[:-1]
        if not data:
            raise UnpicklingError("pickle data was truncated")
        return data

    def load(self):
        """Read an object."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        self.metastack = []
        self.stack = []
        self.append = self.stack.append
        self._started = False
        dispatch = self.dispatch
        try:
            while True:
                key = self._file_read(1)
                if not key:
                    raise EOFError("Ran out of input")
                self._started = True
                action = dispatch.get(key[0])
                if action is None:
                    shown = repr(chr(key[0])) if 32 <= key[0] < 127 else f"'\\x{key[0]:02x}'"
                    raise UnpicklingError(f"invalid load key, {shown}.")
                try:
                    action(self)
                except IndexError as error:
                    if error.__traceback__.tb_next is not None and error.__traceback__.tb_next.tb_next is not None:
                        raise
                    raise UnpicklingError("unpickling stack underflow") from None
        except _Stop as stopinst:
            return stopinst.value

    def pop_mark(self):
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        items = self.stack
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    def persistent_load(self, pid):
        """The object that a persistent id stands for."""
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was "
                              "specified.")

    def find_class(self, module, name):
        """The class or function of that name."""
        sys.audit("pickle.find_class", module, name) if hasattr(sys, "audit") else None
        if self.proto < 3 and self.fix_imports:
            module, name = _NEW_ITEMS.get((module, name), (_NEW_NAMES.get(module, module), name))
        __import__(module, level=0)
        if self.proto >= 4:
            return _getattribute(sys.modules[module], name)[0]
        return getattr(sys.modules[module], name)

    dispatch = {}

    def load_proto(self):
        proto = self.read(1)[0]
        if not 0 <= proto <= HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % proto)
        self.proto = proto

    def load_frame(self):
        frame_size, = struct.unpack("<Q", self.read(8))
        if frame_size > sys.maxsize:
            raise ValueError("frame size > sys.maxsize: %d" % frame_size)

    def load_persid(self):
        try:
            pid = self.readline()[:-1].decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self.append(self.persistent_load(pid))

    def load_binpersid(self):
        self.append(self.persistent_load(self.stack.pop()))

    def load_none(self):
        self.append(None)

    def load_newtrue(self):
        self.append(True)

    def load_newfalse(self):
        self.append(False)

    def load_int(self):
        data = self.word()
        if data == FALSE[1:-1]:
            self.append(False)
        elif data == TRUE[1:-1]:
            self.append(True)
        else:
            try:
                self.append(int(data, 0))
            except ValueError:
                raise ValueError("could not convert string to int") from None

    def load_binint(self):
        self.append(struct.unpack("<i", self.read(4))[0])

    def load_binint1(self):
        self.append(self.read(1)[0])

    def load_binint2(self):
        self.append(struct.unpack("<H", self.read(2))[0])

    def load_long(self):
        text = self.word().decode("latin-1")
        self.append(int(text.removesuffix("L"), 0))

    def load_long1(self):
        self.append(decode_long(self.read(self.read(1)[0])))

    def load_long4(self):
        n, = struct.unpack("<i", self.read(4))
        if n < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self.append(decode_long(self.read(n)))

    def load_float(self):
        try:
            self.append(float(self.word()))
        except ValueError:
            raise ValueError("could not convert string to float") from None

    def load_binfloat(self):
        self.append(struct.unpack(">d", self.read(8))[0])

    def _decode_string(self, value):
        return value if self.encoding == "bytes" else value.decode(self.encoding, self.errors)

    def load_string(self):
        data = self.readline()[:-1]
        if len(data) >= 2 and data[0] == data[-1] and data[0] in b"\"'":
            data = data[1:-1]
        else:
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import codecs
        self.append(self._decode_string(codecs.escape_decode(data)[0]))

    def load_binstring(self):
        n, = struct.unpack("<i", self.read(4))
        if n < 0:
            raise UnpicklingError("BINSTRING pickle has negative byte count")
        self.append(self._decode_string(self.read(n)))

    def load_short_binstring(self):
        self.append(self._decode_string(self.read(self.read(1)[0])))

    def load_binbytes(self):
        self.append(self.read(struct.unpack("<I", self.read(4))[0]))

    def load_short_binbytes(self):
        self.append(self.read(self.read(1)[0]))

    def load_binbytes8(self):
        self.append(self.read(self._size8("BINBYTES8")))

    def _size8(self, what):
        n, = struct.unpack("<Q", self.read(8))
        if n > sys.maxsize:
            raise UnpicklingError(f"{what} exceeds system's maximum size of {sys.maxsize} bytes")
        return n

    def load_bytearray8(self):
        self.append(bytearray(self.read(self._size8("BYTEARRAY8"))))

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    def load_readonly_buffer(self):
        view = memoryview(self.stack[-1])
        if not view.readonly:
            self.stack[-1] = view.toreadonly()

    def load_unicode(self):
        text = self.readline()[:-1].decode("latin-1")
        out, at = [], 0
        while at < len(text):
            if text.startswith(("\\u", "\\U"), at):
                width = 4 if text[at + 1] == "u" else 8
                out.append(chr(int(text[at + 2:at + 2 + width], 16)))
                at += 2 + width
            else:
                out.append(text[at])
                at += 1
        self.append("".join(out))

    def load_binunicode(self):
        self.append(str(self.read(struct.unpack("<I", self.read(4))[0]), "utf-8", "surrogatepass"))

    def load_short_binunicode(self):
        self.append(str(self.read(self.read(1)[0]), "utf-8", "surrogatepass"))

    def load_binunicode8(self):
        self.append(str(self.read(self._size8("BINUNICODE8")), "utf-8", "surrogatepass"))

    def load_tuple(self):
        items = self.pop_mark()
        self.append(tuple(items))

    def load_empty_tuple(self):
        self.append(())

    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)

    def load_tuple2(self):
        self.stack[-2:] = [(self.stack[-2], self.stack[-1])]

    def load_tuple3(self):
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]

    def load_empty_list(self):
        self.append([])

    def load_empty_dictionary(self):
        self.append({})

    def load_empty_set(self):
        self.append(set())

    def load_frozenset(self):
        items = self.pop_mark()
        self.append(frozenset(items))

    def load_list(self):
        items = self.pop_mark()
        self.append(items)

    def load_dict(self):
        items = self.pop_mark()
        self.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def _instantiate(self, klass, args):
        if args or not isinstance(klass, type) or hasattr(klass, "__getinitargs__"):
            try:
                value = klass(*args)
            except TypeError as err:
                raise TypeError("in constructor for %s: %s" % (klass.__name__, str(err)), err.__traceback__)
        else:
            value = klass.__new__(klass)
        self.append(value)

    def load_inst(self):
        args = self.pop_mark()
        module = self.word().decode("ascii")
        name = self.word().decode("ascii")
        self._instantiate(self.find_class(module, name), args)

    def load_obj(self):
        args = self.pop_mark()
        cls = args.pop(0)
        self._instantiate(cls, args)

    def load_newobj(self):
        args = self.stack.pop()
        cls = self.stack.pop()
        self.append(cls.__new__(cls, *args))

    def load_newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        cls = self.stack.pop()
        self.append(cls.__new__(cls, *args, **kwargs))

    def load_global(self):
        module = self.word().decode("utf-8")
        name = self.word().decode("utf-8")
        self.append(self.find_class(module, name))

    def load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.append(self.find_class(module, name))

    def load_ext1(self):
        self.get_extension(self.read(1)[0])

    def load_ext2(self):
        self.get_extension(struct.unpack("<H", self.read(2))[0])

    def load_ext4(self):
        self.get_extension(struct.unpack("<i", self.read(4))[0])

    def get_extension(self, code):
        if code in _extension_cache:
            self.append(_extension_cache[code])
            return
        key = _inverted_registry.get(code)
        if not key:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError("unregistered extension code %d" % code)
        obj = self.find_class(*key)
        _extension_cache[code] = obj
        self.append(obj)

    def load_reduce(self):
        args = self.stack.pop()
        func = self.stack[-1]
        if not isinstance(args, tuple):
            raise TypeError("argument list must be a tuple")
        self.stack[-1] = func(*args)

    def load_pop(self):
        if self.metastack and not self.stack:
            self.pop_mark()
        else:
            del self.stack[-1]

    def load_pop_mark(self):
        self.pop_mark()

    def load_dup(self):
        self.append(self.stack[-1])

    def _recall(self, i):
        try:
            self.append(self.memo[i])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {i}") from None

    def load_get(self):
        self._recall(int(self.word()))

    def load_binget(self):
        self._recall(self.read(1)[0])

    def load_long_binget(self):
        self._recall(struct.unpack("<I", self.read(4))[0])

    def load_put(self):
        i = int(self.word())
        if i < 0:
            raise ValueError("negative PUT argument")
        self.memo[i] = self.stack[-1]

    def load_binput(self):
        self.memo[self.read(1)[0]] = self.stack[-1]

    def load_long_binput(self):
        self.memo[struct.unpack("<I", self.read(4))[0]] = self.stack[-1]

    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    def load_appends(self):
        items = self.pop_mark()
        list_obj = self.stack[-1]
        extend = getattr(list_obj, "extend", None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            list_obj.append(item)

    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    def load_setitems(self):
        items = self.pop_mark()
        dict = self.stack[-1]
        for i in range(0, len(items), 2):
            dict[items[i]] = items[i + 1]

    def load_additems(self):
        items = self.pop_mark()
        set_obj = self.stack[-1]
        if isinstance(set_obj, set):
            set_obj.update(items)
        else:
            for item in items:
                set_obj.add(item)

    def load_build(self):
        state = self.stack.pop()
        inst = self.stack[-1]
        setstate = getattr(inst, "__setstate__", _NO_SETSTATE)
        if setstate is not _NO_SETSTATE:
            setstate(state)
            return
        slotstate = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slotstate = state
        if state:
            inst_dict = inst.__dict__
            for k, v in state.items():
                inst_dict[sys.intern(k) if type(k) is str else k] = v
        if slotstate:
            for k, v in slotstate.items():
                setattr(inst, k, v)

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    def load_stop(self):
        raise _Stop(self.stack.pop())

    for _name, _function in dict(
            PROTO=load_proto, FRAME=load_frame, PERSID=load_persid, BINPERSID=load_binpersid, NONE=load_none,
            NEWTRUE=load_newtrue, NEWFALSE=load_newfalse, INT=load_int, BININT=load_binint, BININT1=load_binint1,
            BININT2=load_binint2, LONG=load_long, LONG1=load_long1, LONG4=load_long4, FLOAT=load_float,
            BINFLOAT=load_binfloat, STRING=load_string, BINSTRING=load_binstring, SHORT_BINSTRING=load_short_binstring,
            BINBYTES=load_binbytes, SHORT_BINBYTES=load_short_binbytes, BINBYTES8=load_binbytes8,
            BYTEARRAY8=load_bytearray8, NEXT_BUFFER=load_next_buffer, READONLY_BUFFER=load_readonly_buffer,
            UNICODE=load_unicode, BINUNICODE=load_binunicode, SHORT_BINUNICODE=load_short_binunicode,
            BINUNICODE8=load_binunicode8, TUPLE=load_tuple, EMPTY_TUPLE=load_empty_tuple, TUPLE1=load_tuple1,
            TUPLE2=load_tuple2, TUPLE3=load_tuple3, EMPTY_LIST=load_empty_list, EMPTY_DICT=load_empty_dictionary,
            EMPTY_SET=load_empty_set, FROZENSET=load_frozenset, LIST=load_list, DICT=load_dict, INST=load_inst,
            OBJ=load_obj, NEWOBJ=load_newobj, NEWOBJ_EX=load_newobj_ex, GLOBAL=load_global,
            STACK_GLOBAL=load_stack_global, EXT1=load_ext1, EXT2=load_ext2, EXT4=load_ext4, REDUCE=load_reduce,
            POP=load_pop, POP_MARK=load_pop_mark, DUP=load_dup, GET=load_get, BINGET=load_binget,
            LONG_BINGET=load_long_binget, PUT=load_put, BINPUT=load_binput, LONG_BINPUT=load_long_binput,
            MEMOIZE=load_memoize, APPEND=load_append, APPENDS=load_appends, SETITEM=load_setitem,
            SETITEMS=load_setitems, ADDITEMS=load_additems, BUILD=load_build, MARK=load_mark, STOP=load_stop).items():
        dispatch[_OPCODES[_name][0]] = _function
    del _name, _function


_NO_SETSTATE = object()


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write an object to a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """An object as bytes."""
    f = io.BytesIO()
    Pickler(f, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return f.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read an object from a file."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(s, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object that bytes stand for."""
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(s), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


_Pickler, _Unpickler, _dump, _dumps, _load, _loads = Pickler, Unpickler, dump, dumps, load, loads


# CPython has everything twice, and these are the names of what it has in Python.
_Pickler, _Unpickler = Pickler, Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads

for _class in Pickler, Unpickler:
    _class.__module__ = "_pickle"
    _seal(_class, False)
