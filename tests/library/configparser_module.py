"""Configuration files: reading, values that refer to others, sections as mappings, converters, writing."""

import configparser
import io

TEXT = """\
# what all have
[DEFAULT]
home = /srv/%(name)s
name = none

[web]
Name = web server
port: 8080
debug = off
hosts =
    alpha
    beta   ; not a comment here

    gamma
ratio = 2.5

[paths]
root = %(home)s/data
odd = 100%%
"""

config = configparser.ConfigParser()
config.read_string(TEXT)
print(config.sections(), config.defaults(), len(config), list(config))
print(config["web"]["port"], config.getint("web", "port"), config["web"].getfloat("ratio"), config["web"].getboolean("debug"))
print(repr(config["web"]["hosts"]), config["web"]["HOME"], config["paths"]["root"], config["paths"]["odd"])
print(config.get("paths", "odd", raw=True), config.get("web", "nothing", fallback=3), config["web"].get("nothing"))
print(config.items("paths"), config.items("paths", raw=True), config.items("paths", vars={"Home": "x"}))
print(config.has_option("web", "home"), config.has_section("DEFAULT"), "DEFAULT" in config, config["web"], config.options("paths"))
config["new"] = {"a": 1, "b": "two\nlines"}
config.set("new", "c", "%(a)s")
out = io.StringIO()
config.write(out)
config.write(out, space_around_delimiters=False)
print(out.getvalue())
print(config.remove_option("new", "a"), config.remove_option("new", "a"), config.remove_section("new"), config.popitem()[0])


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except (configparser.Error, ValueError, TypeError, KeyError) as err:
        print(type(err).__name__, err, getattr(err, "args", None))


def read(text, **options):
    parser = configparser.ConfigParser(**options)
    parser.read_string(text)
    return {name: dict(parser.items(name)) for name in parser}


for text in ("a = 1", "[s]\nok\n", "[s]\n= 1\n?\n", "[s]\na=1\nA=2", "[s]\n[s]", "[s]\na=%(b)s", "[s]\na=%(a)s", "[s]\na=%x",
             "[s]\na=%(b", "[s\n", "[s] rest\na=1"):
    attempt(read, text)
attempt(read, "[s]\nk\nj: 1 # c\n", allow_no_value=True, inline_comment_prefixes="#")
attempt(read, "[s]\nk\n  more\n", allow_no_value=True)
attempt(read, "[s]\na -> 1\nb := 2", delimiters=("->", ":="))
attempt(read, "[s]\na=1\n\n  x\n", empty_lines_in_values=False)
attempt(read, "[s]\na=1\na=2\n[s]\nb=3", strict=False)
attempt(read, "[s]\n; c\n// d\na=1", comment_prefixes=("//", ";"))
attempt(read, "a=1\n[s]\nb=2", allow_unnamed_section=True)
extended = configparser.ExtendedInterpolation()
attempt(read, "[s]\na=1\nb=${a}$$\n[t]\nc=${s:b}-${s:a}", interpolation=extended)
for value in ("${x}", "${s:x}", "${a:b:c}", "$x", "${x"):
    attempt(read, f"[s]\na={value}", interpolation=extended)
attempt(read, "[s]\na=%(b)s", interpolation=None)
attempt(read, "[s]", interpolation=3)

config = configparser.ConfigParser(converters={"list": str.split})
attempt(config.read_dict, {"s": {"l": "a b"}, 1: {"A": None}})
config.read_dict({"s": {"l": "a b"}, 1: {"A": 2}})
print(config.getlist("s", "l"), config["s"].getlist("l"), config["s"].getlist("m", ["none"]), sorted(config.converters))
config.converters["pair"] = lambda text: text.partition(" ")
print(config["s"].getpair("l"))
del config.converters["pair"]
print(hasattr(config["s"], "getpair"))
attempt(config.converters.__setitem__, "", int)
attempt(config.converters.__setitem__, 3, int)
for call in (lambda: config["t"], lambda: config["s"]["x"], lambda: config.get("t", "x"), lambda: config.get("s", "x"),
             lambda: config.options("t"), lambda: config.items("t"), lambda: config.set("t", "x", "1"),
             lambda: config.set("s", "x", 1), lambda: config.set("s", "x", "%"), lambda: config.add_section("s"),
             lambda: config.add_section("DEFAULT"), lambda: config.add_section(3), lambda: config.__delitem__("DEFAULT"),
             lambda: config.__delitem__("t"), lambda: config["s"].__delitem__("x"), lambda: config.getint("s", "l"),
             lambda: config.getboolean("s", "l"), lambda: config.remove_option("t", "x")):
    attempt(call)
print(config.read(["nowhere.ini"]))
