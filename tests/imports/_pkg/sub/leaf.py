from .. import level as up
from ..tools import name
from . import leaf2
def sibling(): return leaf2.text, name
