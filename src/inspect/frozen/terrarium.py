"""What Terrarium has and CPython has not: modules that look inside.

heap    what the heap knows of itself: where objects are, who holds them, what there is

`import heap` finds a heap.py of yours first; `from terrarium import heap` is always this one.
"""
