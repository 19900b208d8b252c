"""Specs, finders and loaders: what `importlib.machinery` and `importlib.util` name.

The interpreter finds and runs modules by itself; these classes tell of it, and do the same when a program asks them to.
"""

import sys
import os.path as _path
from types import ModuleType
from _imp import is_builtin, is_frozen, is_frozen_package
from _traceback import source_lines as _source_lines

SOURCE_SUFFIXES = [".py"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    """The ends of names of files that modules come from."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What is known of a module before it runs: name, loader, where it comes from."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f'{self.__class__.__name__}({", ".join(args)})'

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations
                    and self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        """Always None but where a program sets it: nothing compiled is kept in files."""
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The package that the module is in."""
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class BuiltinImporter:
    """For the modules that are part of the interpreter and not written in Python."""

    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if is_builtin(fullname):
            return ModuleSpec(fullname, cls, origin=cls._ORIGIN)
        return None

    @staticmethod
    def create_module(spec):
        if spec.name not in sys.builtin_module_names:
            raise ImportError(f"{spec.name!r} is not a built-in module", name=spec.name)
        return __import__(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


class FrozenImporter:
    """For the modules that are part of the interpreter and written in Python."""

    _ORIGIN = "frozen"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if not is_frozen(fullname):
            return None
        return ModuleSpec(fullname, cls, origin=cls._ORIGIN, is_package=is_frozen_package(fullname))

    @staticmethod
    def create_module(spec):
        return None

    @classmethod
    def exec_module(cls, module):
        exec(cls.get_code(module.__name__), module.__dict__)

    @classmethod
    def get_source(cls, fullname):
        lines = _source_lines(f"<frozen {fullname}>")
        return None if lines is None else "\n".join(lines) + "\n"

    @classmethod
    def get_code(cls, fullname):
        source = cls.get_source(fullname)
        if source is None:
            raise ImportError(f"No such frozen object named {fullname}", name=fullname)
        return compile(source, f"<frozen {fullname}>", "exec", dont_inherit=True)

    @classmethod
    def is_package(cls, fullname):
        return is_frozen_package(fullname)


class _LoaderBasics:
    def is_package(self, fullname):
        filename = _path.basename(self.get_filename(fullname))
        return filename.rsplit(".", 1)[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def exec_module(self, module):
        """Run the module's code in its namespace."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)

    def load_module(self, fullname):
        """The old way: find, make and run at once."""
        return _load(spec_from_loader(fullname, self))


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {"mtime": self.path_mtime(path)}

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            source_bytes = self.get_data(path)
        except OSError as exc:
            raise ImportError("source not available through get_data()", name=fullname) from exc
        return decode_source(source_bytes)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True)

    def get_code(self, fullname):
        source_path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(source_path), source_path)


class FileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def _check(self, name):
        if name is not None and name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)

    def get_filename(self, fullname=None):
        """The path of the source file."""
        self._check(fullname)
        return self.path

    def get_data(self, path):
        """The content of a file as bytes."""
        with open(path, "rb") as file:
            return file.read()


class SourceFileLoader(FileLoader, SourceLoader):
    """Runs a module from a source file."""

    def path_stats(self, path):
        import os
        st = os.stat(path)
        return {"mtime": st.st_mtime, "size": st.st_size}

    def set_data(self, path, data, *, _mode=0o666):
        with open(path, "wb") as file:
            file.write(data)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Compiled files: there are none here."""

    def get_code(self, fullname):
        raise ImportError("compiled files cannot be run here", name=fullname, path=self.path)

    def get_source(self, fullname):
        return None


class NamespaceLoader:
    """A package that is a folder without `__init__.py`."""

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def exec_module(self, module):
        pass


class FileFinder:
    """Looks for modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details or [(SourceFileLoader, SOURCE_SUFFIXES)]
                         for suffix in suffixes]

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        tail = fullname.rpartition(".")[2]
        base = _path.join(self.path, tail)
        for suffix, loader_class in self._loaders:
            init = _path.join(base, "__init__" + suffix)
            if _path.isfile(init):
                return spec_from_file_location(fullname, init, loader=loader_class(fullname, init),
                                               submodule_search_locations=[base])
        for suffix, loader_class in self._loaders:
            if _path.isfile(base + suffix):
                return spec_from_file_location(fullname, base + suffix, loader=loader_class(fullname, base + suffix))
        return None

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not _path.isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f"FileFinder({self.path!r})"


class PathFinder:
    """Looks for modules in all the folders of a path, by default sys.path."""

    @staticmethod
    def invalidate_caches():
        pass

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        for entry in sys.path if path is None else path:
            if isinstance(entry, str):
                spec = FileFinder(entry or ".").find_spec(fullname, target)
                if spec is not None:
                    return spec
        return None


for _class in (ModuleSpec, BuiltinImporter, FrozenImporter):
    _class.__module__ = "_frozen_importlib"
for _class in (SourceFileLoader, SourcelessFileLoader, FileFinder, PathFinder, NamespaceLoader, FileLoader, SourceLoader):
    _class.__module__ = "_frozen_importlib_external"


def decode_source(source_bytes):
    """The text of a source file, line ends made newlines."""
    from tokenize import detect_encoding
    lines = iter(source_bytes.splitlines(True))
    encoding, _ = detect_encoding(lambda: next(lines, b""))
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base = bits[0]
    return f"{base}.{name}" if name else base


def _find_spec(name, path, target=None):
    for finder in [*sys.meta_path, BuiltinImporter, FrozenImporter, PathFinder]:
        find_spec = getattr(finder, "find_spec", None)
        if find_spec is None:
            continue
        spec = find_spec(name, path, target)
        if spec is not None:
            return spec
    return None


_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """A spec for the module in a file."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        import os
        location = os.fspath(location)
        try:
            location = _path.abspath(location)
        except OSError:
            pass
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        if not location.endswith(".py"):
            return None
        spec.loader = loader = SourceFileLoader(name, location)
    if submodule_search_locations is _POPULATE:
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
            else:
                if is_package:
                    spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path.dirname(location))
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for what a loader loads."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        search = [] if is_package else None
        return spec_from_file_location(name, loader=loader, submodule_search_locations=search)
    if is_package is None:
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
        else:
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    values = {"__name__": spec.name, "__loader__": spec.loader, "__package__": spec.parent}
    if spec.submodule_search_locations is not None:
        values["__path__"] = spec.submodule_search_locations
    if spec.has_location:
        values["__file__"] = spec.origin
    for name, value in values.items():
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    return module


def module_from_spec(spec):
    """A new module for a spec, not run yet."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = ModuleType(spec.name)
    return _init_module_attrs(spec, module)


def _load(spec):
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=spec.name)
        elif hasattr(spec.loader, "exec_module"):
            spec.loader.exec_module(module)
        else:
            return spec.loader.load_module(spec.name)
    except:
        sys.modules.pop(spec.name, None)
        raise
    # The module may have put something else in its place.
    module = sys.modules.pop(spec.name)
    sys.modules[spec.name] = module
    return module


def _load_by_finders(name, path):
    """What the interpreter asks where sys.meta_path is not empty: the module, or None."""
    for finder in list(sys.meta_path):
        find_spec = getattr(finder, "find_spec", None)
        spec = None if find_spec is None else find_spec(name, path, None)
        if spec is not None:
            return _load(spec)
    return None


def _describe(module, name):
    """Give a module its spec and loader, if it has none."""
    if getattr(module, "__spec__", None) is not None:
        return
    file = getattr(module, "__file__", None)
    if file is not None:
        spec = spec_from_file_location(name, file)
        if spec is None:
            return
        spec.submodule_search_locations = getattr(module, "__path__", None)
    elif is_frozen(name):
        spec = FrozenImporter.find_spec(name)
    elif is_builtin(name):
        spec = BuiltinImporter.find_spec(name)
    else:
        return
    module.__spec__ = spec
    module.__loader__ = spec.loader
