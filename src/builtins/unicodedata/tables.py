"""Writes the tables beside it: what Unicode crates do not say, read from the running CPython 3.13.

Run with python3.13 in this directory:  python3.13 tables.py

Each line is a code point and the property of it and, in a table of ranges, of those that follow.
"""
import unicodedata
from fractions import Fraction

ALL = range(0x110000)


def write(name, lines):
    with open(name + ".txt", "w", encoding="ascii") as file:
        file.writelines(f"{code:X} {text}\n" for code, text in lines)


def ranges(prop):
    last = None
    for code in ALL:
        value = prop(chr(code))
        if value != last:
            yield code, value
            last = value


def numbers():
    for code in ALL:
        value = unicodedata.numeric(chr(code), None)
        if value is not None and unicodedata.decimal(chr(code), None) is None:
            yield code, Fraction(value).limit_denominator(1000)


write("bidirectional", ranges(unicodedata.bidirectional))
write("width", ranges(unicodedata.east_asian_width))
write("mirrored", ranges(unicodedata.mirrored))
write("numeric", numbers())
write("decomposition", ((c, unicodedata.decomposition(chr(c))) for c in ALL if unicodedata.decomposition(chr(c))))
