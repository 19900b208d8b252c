"""Writes tables.rs: what Unicode crates and Rust's std do not say, read from the running CPython 3.13.

Run with python3.13 in this directory:  python3.13 tables.py > tables.rs
"""
import sys
import unicodedata

ALL = range(0x110000)


def ranges(codes):
    runs = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def write(name, doc, kind, items):
    items = list(items)
    print(f"\n/// {doc}")
    print("#[rustfmt::skip]")
    print(f"pub static {name}: [{kind}; {len(items)}] = [")
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 110:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)
    print("];")


def pairs(codes):
    return (f"({low:#x}, {high:#x})" for low, high in ranges(codes))


def mapping(differs):
    for code in ALL:
        char = chr(code)
        text = differs(char)
        if text is not None:
            yield f"({code:#x}, &[{', '.join(f'{ord(c):#x}' for c in text)}])"


def decimal(code):
    return unicodedata.decimal(chr(code), None)


version = unicodedata.unidata_version
print(f"//! Written by tables.py from CPython {sys.version.split()[0]}, Unicode {version}; do not edit.")
write("UNASSIGNED", f"Code points without a character in Unicode {version}, as inclusive ranges.", "(u32, u32)",
      pairs(c for c in ALL if unicodedata.category(chr(c)) == "Cn"))
write("DECIMAL_ZEROS", "The zeros of the runs of ten decimal digits.", "u32",
      (f"{c:#x}" for c in ALL if decimal(c) == 0))
write("OTHER_DIGITS", "Digits that are no decimal digits (superscripts, circled digits ...).", "(u32, u32)",
      pairs(c for c in ALL if chr(c).isdigit() and decimal(c) is None))
write("NUMERIC_LETTERS", "Letters with a numeric value.", "(u32, u32)",
      pairs(c for c in ALL if chr(c).isnumeric() and unicodedata.category(chr(c))[0] != "N"))
write("TITLE", "Title-case forms that are not the upper-case form.", "(u32, &[u32])",
      mapping(lambda c: c.title() if c.title() != c.upper() else None))
write("FOLD", "Case foldings that are not the lower-case form.", "(u32, &[u32])",
      mapping(lambda c: c.casefold() if c.casefold() != c.lower() else None))
write("WIDE", "Characters that take two columns (East Asian width W or F).", "(u32, u32)",
      pairs(c for c in ALL if unicodedata.east_asian_width(chr(c)) in "WF"))


def fellows():
    """Lower-case characters that share their upper case with others."""
    groups = {}
    for code in ALL:
        groups.setdefault(chr(code).upper(), set()).add(chr(code).lower()[0])
    groups = [group for group in groups.values() if len(group) > 1]
    for char in sorted(set().union(*groups)):
        others = set().union(*(group for group in groups if char in group)) - {char}
        yield f"({ord(char):#x}, &[{', '.join(hex(ord(c)) for c in sorted(others))}])"


write("CASE_FELLOWS", "Lower-case characters that share an upper case: what ignores case takes one for the others.",
      "(u32, &[u32])", fellows())
