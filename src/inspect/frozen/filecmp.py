"""Comparison of files and folders."""

import os
import stat
from itertools import filterfalse
from types import GenericAlias

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]

_cache = {}
BUFSIZE = 8 * 1024
DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]


def clear_cache():
    """Forget which files were found to be equal."""
    _cache.clear()


def cmp(f1, f2, shallow=True):
    """Whether two files are equal: shallowly, by kind, size and time, where these are equal; else by what is in them."""
    s1, s2 = map(_signature, (f1, f2))
    if s1[0] != stat.S_IFREG or s2[0] != stat.S_IFREG:
        return False
    if shallow and s1 == s2:
        return True
    if s1[1] != s2[1]:
        return False
    key = f1, f2, s1, s2
    if key not in _cache:
        # Not more than some hundred answers are kept.
        if len(_cache) > 100:
            clear_cache()
        _cache[key] = _same_contents(f1, f2)
    return _cache[key]


def _signature(path):
    found = os.stat(path)
    return stat.S_IFMT(found.st_mode), found.st_size, found.st_mtime


def _same_contents(f1, f2):
    with open(f1, "rb") as one, open(f2, "rb") as other:
        while True:
            b1, b2 = one.read(BUFSIZE), other.read(BUFSIZE)
            if b1 != b2:
                return False
            if not b1:
                return True


def cmpfiles(a, b, common, shallow=True):
    """Three lists of the names of files of two folders: equal, different, and not to be compared."""
    same, different, strange = [], [], []
    for name in common:
        try:
            equal = bool(cmp(os.path.join(a, name), os.path.join(b, name), shallow))
        except (OSError, ValueError):
            strange.append(name)
        else:
            (same if equal else different).append(name)
    return same, different, strange


def _listed(folder, excluded):
    return sorted(name for name in os.listdir(folder) if name not in excluded)


class dircmp:
    """A comparison of two folders. What is asked for first is found out first: the attributes are worked out one by one."""

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        self.left, self.right = a, b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore
        self.shallow = shallow

    def phase0(self):
        """What is in the folders."""
        self.left_list, self.right_list = (_listed(folder, self.hide + self.ignore) for folder in (self.left, self.right))

    def phase1(self):
        """What both have. Upper and lower case are alike where the system takes them so; the left one's names are told."""
        a = {os.path.normcase(name): name for name in self.left_list}
        b = {os.path.normcase(name): name for name in self.right_list}
        self.common = [a[key] for key in filter(b.__contains__, a)]
        self.left_only = [a[key] for key in filterfalse(b.__contains__, a)]
        self.right_only = [b[key] for key in filterfalse(a.__contains__, b)]

    def phase2(self):
        """What of it is a folder in both, or a file in both."""
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            kinds = set()
            for folder in (self.left, self.right):
                try:
                    kinds.add(stat.S_IFMT(os.stat(os.path.join(folder, name)).st_mode))
                except (OSError, ValueError):
                    kinds.add(None)
            if kinds == {stat.S_IFDIR}:
                self.common_dirs.append(name)
            elif kinds == {stat.S_IFREG}:
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        """Which files are equal."""
        found = cmpfiles(self.left, self.right, self.common_files, self.shallow)
        self.same_files, self.diff_files, self.funny_files = found

    def phase4(self):
        """Comparisons of the folders that both have."""
        self.subdirs = {name: self.__class__(os.path.join(self.left, name), os.path.join(self.right, name), self.ignore,
                                             self.hide, shallow=self.shallow) for name in self.common_dirs}

    def phase4_closure(self):
        """Compare all folders below, too."""
        self.phase4()
        for below in self.subdirs.values():
            below.phase4_closure()

    def report(self):
        """Print what was found."""
        print("diff", self.left, self.right)
        for title, names in (("Only in " + self.left, self.left_only), ("Only in " + self.right, self.right_only)):
            if names:
                names.sort()
                print(title, ":", names)
        for title, names in (("Identical files", self.same_files), ("Differing files", self.diff_files),
                             ("Trouble with common files", self.funny_files), ("Common subdirectories", self.common_dirs),
                             ("Common funny cases", self.common_funny)):
            if names:
                names.sort()
                print(title, ":", names)

    def report_partial_closure(self):
        """Print what was found, and that of the folders just below."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report()

    def report_full_closure(self):
        """Print what was found, and that of all folders below."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report_full_closure()

    methodmap = dict(subdirs=phase4, same_files=phase3, diff_files=phase3, funny_files=phase3, common_dirs=phase2,
                     common_files=phase2, common_funny=phase2, common=phase1, left_only=phase1, right_only=phase1,
                     left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)

    __class_getitem__ = classmethod(GenericAlias)
