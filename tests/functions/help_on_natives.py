# help() of what is written in the interpreter's own language: which kind of thing, its signature, its text.
import math

help(len)
help(abs)
help([].append)
help([].clear)
help({}.get)
help(dict.get)
help(list.clear)
help(math.fabs)
help(int.__add__)
help((1).__add__)
help(object.__init__)
help(dict.fromkeys)
