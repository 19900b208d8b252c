"""Templates with patterns of their own, the limit of nested formats, formats of fractions, the command line of random."""

import random
import re
import string
from fractions import Fraction


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except (ValueError, KeyError, TypeError) as err:
        print(type(err).__name__, *err.args[:1])


class Paths(string.Template):
    idpattern = "[a-z][._a-z0-9]*"


class Percent(string.Template):
    delimiter = "%"
    flags = 0


class Braced(string.Template):
    idpattern = "[a-z]+"
    braceidpattern = "[A-Z]+"
    flags = 0


class Whole(string.Template):
    pattern = r"(?P<escaped>@@)|@(?P<named>[a-z]+)|<(?P<braced>[a-z ]+)>|(?P<invalid>@)"


class Odd(string.Template):
    pattern = r"(?P<named>\d+)|(?P<braced>x{9})|(?P<escaped>y{9})|(?P<invalid>z{9})|(?P<other>!)"


values = {"a": 1, "a.b": 2, "who": "ann", "WHO": "bob", "two words": 3, "7": "seven"}
for template in (string.Template("$a $$ ${who} $WHO"), string.Template("a\n b $! c"), Paths("$a.b ${a.b}.c"), Percent("%who %WHO %%"),
                 Percent("%Who"), Braced("$who ${WHO}"), Braced("$WHO"), Braced("${who}"), Whole("@who @@ <two words>"), Whole("\n @1"),
                 Odd("7"), Odd("!"), string.Template("$\u0131"), string.Template("")):
    attempt(template.substitute, values)
    attempt(template.safe_substitute, {"a": "A"})
    attempt(template.is_valid)
    attempt(template.get_identifiers)
print(re.sub(r"\s", "", string.Template.pattern.pattern) == string.Template.pattern.pattern.replace(" ", "").replace("\n", ""),
      string.Template.pattern.flags & re.IGNORECASE)
attempt(string.Formatter()._vformat, "{a}", (), {"a": 1}, set(), -1)
attempt(string.Formatter().format, "{:{}}", 3, ">5")
attempt(string.Formatter().format, "{:{:{}}}", 3, ">", "5")

for spec in ("006f", ".02f", ".00f", ".0f", "08.3f", "0=8", "z", "05", "_", "_.2f", "00.2f"):
    attempt(format, Fraction(-7, 3), spec)
print(Fraction(3, 2) * 2j, 2j * Fraction(3, 2), Fraction(1, 2) + (1 + 0j), bool(Fraction(0)), bool(Fraction(1, 3)))

for line in ("--choice a b c", "a b c", "--integer 5", "5", "--float 2.5", "2.5"):
    random.seed(1)
    print(line, random.main(line.split()))
print(random.main(["one two three"]) in ("one", "two", "three"), random._parse_args(["-i", "3"])[0])
