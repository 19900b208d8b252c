"""What refers to an object, and what refers to that: a tree of referrers, printed sideways.

Deliberately absent: the window with a tree to click.
"""

import gc
import sys

from . import summary

class _Node:
    """An object of the tree; its children are its referrers."""

    __slots__ = ("o", "children", "str_func")

    def __init__(self, o, str_func=None):
        self.o = o
        self.children = []
        self.str_func = str_func

    def __str__(self):
        return self.str_func(self.o) if self.str_func else str(self.o)


class RefBrowser:
    """Builds the tree of an object's referrers, up to maxdepth levels.

    str_func names an object; with repeat=False an object that is in the tree already is only mentioned.
    """

    def __init__(self, rootobject, maxdepth=3, str_func=summary._repr, repeat=True, stream=None):
        self.root = rootobject
        self.maxdepth = maxdepth
        self.str_func = str_func
        self.repeat = repeat
        self.stream = stream
        # What the browser needs for itself and must not show, by address.
        self.ignore = {}
        self.already_included = set()

    def get_tree(self):
        """Return the root of the tree."""
        self._hide(self, vars(self), self.ignore, self.already_included, sys._getframe())
        tree = self._get_tree(self.root, self.maxdepth)
        # It held frames of ours, which hold this browser.
        self.ignore.clear()
        return tree

    def _hide(self, *objects):
        for obj in objects:
            self.ignore[id(obj)] = obj

    def _get_tree(self, root, maxdepth):
        node = _Node(root, self.str_func)
        self.already_included.add(id(root))
        if maxdepth == 0:
            return node
        referrers = gc.get_referrers(root)
        self._hide(sys._getframe(), referrers, node)
        for referrer in referrers:
            if isinstance(referrer, _Node) or id(referrer) in self.ignore:
                continue
            if not self.repeat and id(referrer) in self.already_included:
                node.children.append(f"{self.str_func(referrer)} (already included, id {id(referrer)})")
            else:
                node.children.append(self._get_tree(referrer, maxdepth - 1))
        return node


class StreamBrowser(RefBrowser):
    """Writes the tree to a stream. The characters it draws with are attributes."""

    hline, vline, cross, space = "-", "|", "+", " "

    def print_tree(self, tree=None):
        """Write a tree; that of the root object, if none is given."""
        self._print(self.get_tree() if tree is None else tree, "", "", 0)

    def _print(self, tree, before, below, level):
        """Write a node behind the text `before`; its lines from the second on begin with `below`."""
        children = tree.children if isinstance(tree, _Node) and level < self.maxdepth else []
        before, below = before + str(tree), below + self.space * len(str(tree))
        if not children:
            self.stream.write(before + "\n")
            return
        several = len(children) > 1
        first = before + self.hline + (self.cross if several else "") + self.hline
        rail = below + self.space + (self.vline if several else "") + self.space
        self._print(children[0], first, rail, level + 1)
        for number, child in enumerate(children[1:], 2):
            last = number == len(children)
            branch = rail[:-2] + self.cross + self.hline
            rail = rail[:-2] + self.space * 2 if last else rail
            self._print(child, branch, rail, level + 1)
            if last and rail.strip(" "):
                self.stream.write(rail[:-2].rstrip() + "\n")


class ConsoleBrowser(StreamBrowser):
    """Prints the tree."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.stream:
            self.stream = sys.stdout


class FileBrowser(StreamBrowser):
    """Writes the tree to a file."""

    def print_tree(self, filename, tree=None):
        """Write a tree to the file of that name."""
        before = self.stream
        with open(filename, "w") as self.stream:
            super().print_tree(tree)
        self.stream = before
