"""The parts of `pickle` that CPython has in C; here there is one kind, and it is in `pickle`."""

from pickle import (PickleBuffer, PickleError, Pickler, PicklingError, Unpickler, UnpicklingError, dump, dumps, load,
                    loads)
