"""Abstract base classes of finders and loaders."""

import abc
from . import _machinery

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader",
           "FileLoader", "SourceLoader"]


class Loader(metaclass=abc.ABCMeta):
    """Makes and runs modules."""

    def create_module(self, spec):
        """A module, or None: an ordinary one will do."""
        return None

    def load_module(self, fullname):
        if not hasattr(self, "exec_module"):
            raise ImportError
        return _machinery._load(_machinery.spec_from_loader(fullname, self))


class MetaPathFinder(metaclass=abc.ABCMeta):
    """Finds modules from sys.meta_path."""

    def invalidate_caches(self):
        """Files may have come and gone."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """Finds modules in one place of a path."""

    def invalidate_caches(self):
        """Files may have come and gone."""


MetaPathFinder.register(_machinery.BuiltinImporter)
MetaPathFinder.register(_machinery.FrozenImporter)
MetaPathFinder.register(_machinery.PathFinder)
PathEntryFinder.register(_machinery.FileFinder)


class ResourceLoader(Loader):
    """Reads files beside modules."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """Tells of code and source."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    exec_module = _machinery._LoaderBasics.exec_module
    load_module = _machinery._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    """Knows the file of a module."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_machinery.FileLoader, ResourceLoader, ExecutionLoader):
    """Loads from a file."""


class SourceLoader(_machinery.SourceLoader, ResourceLoader, ExecutionLoader):
    """Loads from source."""


InspectLoader.register(_machinery.BuiltinImporter)
InspectLoader.register(_machinery.FrozenImporter)
FileLoader.register(_machinery.SourceFileLoader)
SourceLoader.register(_machinery.SourceFileLoader)
