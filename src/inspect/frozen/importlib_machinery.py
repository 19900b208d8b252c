"""The classes that an import is made of."""

from ._machinery import (BYTECODE_SUFFIXES, BuiltinImporter, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, FileFinder,
                         FrozenImporter, ModuleSpec, NamespaceLoader, OPTIMIZED_BYTECODE_SUFFIXES, PathFinder,
                         SOURCE_SUFFIXES, SourceFileLoader, SourcelessFileLoader, all_suffixes)

__all__ = ["BYTECODE_SUFFIXES", "BuiltinImporter", "DEBUG_BYTECODE_SUFFIXES", "EXTENSION_SUFFIXES", "FileFinder",
           "FrozenImporter", "ModuleSpec", "NamespaceLoader", "OPTIMIZED_BYTECODE_SUFFIXES", "PathFinder",
           "SOURCE_SUFFIXES", "SourceFileLoader", "SourcelessFileLoader", "all_suffixes"]
