"""What the program runs on."""

import os
import sys
from collections import namedtuple

__all__ = ["architecture", "machine", "node", "platform", "processor", "python_branch", "python_build", "python_compiler",
           "python_implementation", "python_revision", "python_version", "python_version_tuple", "release", "system",
           "uname", "version"]

uname_result = namedtuple("uname_result", "system node release version machine processor")


def system():
    """The name of the system."""
    return {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}.get(sys.platform, sys.platform)


def node():
    """The name of the computer; it is not told."""
    return ""


def release():
    """The system's release; it is not told."""
    return ""


def version():
    """The system's version; it is not told."""
    return ""


def machine():
    """The kind of machine."""
    return "x86_64"


def processor():
    """The processor; it is not told."""
    return ""


def uname():
    """All of that."""
    return uname_result(system(), node(), release(), version(), machine(), processor())


def architecture(executable="", bits="", linkage=""):
    """The width of an address."""
    return "64bit", ""


def platform(aliased=False, terse=False):
    """All of that in a text."""
    return "-".join(part for part in (system(), release(), machine()) if part)


def python_implementation():
    """The name of the interpreter."""
    return "Terrarium"


def python_version():
    """The version of the language, as text."""
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    """The version of the language, as three texts."""
    return tuple(python_version().split("."))


def python_branch():
    return ""


python_revision = python_branch


def python_build():
    return "", ""


def python_compiler():
    """What compiled the interpreter."""
    return "rustc"
