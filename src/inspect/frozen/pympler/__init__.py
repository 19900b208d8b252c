"""Sizes of objects and of what they hold, and who holds whom.

asizeof        sizes, an object's own and with everything it refers to
muppy          all objects of the heap, filtered and compared
summary        objects counted by type, as tables
tracker        what came and went between two moments
classtracker   the instances of chosen classes, moment by moment
refbrowser     what refers to an object, as a tree
"""
