"""The modules that this interpreter adds, under names that no file of the program can hide: terrarium.heap is heap, even where the
program has a heap.py of its own."""
