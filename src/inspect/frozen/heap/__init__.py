"""What the heap knows of itself.

Who
    holders(x)      every reference to x, by name
"""

from terrarium.heap._who import Holder, Holders, holders

__all__ = ["Holder", "Holders", "holders"]
