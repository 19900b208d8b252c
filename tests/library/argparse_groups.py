"""argparse: groups in the usage, options among values, and what is refused or deprecated."""

import argparse
import contextlib
import io
import os
import warnings

os.environ["COLUMNS"] = "80"

warnings.simplefilter("ignore")


def attempt(function, *args, **kwargs):
    errors = io.StringIO()
    try:
        with contextlib.redirect_stderr(errors):
            print(function(*args, **kwargs))
    except (argparse.ArgumentError, ValueError, TypeError, SystemExit) as err:
        print(type(err).__name__, err)
    print(errors.getvalue(), end="")


parser = argparse.ArgumentParser(prog="tool")
group = parser.add_mutually_exclusive_group()
group.add_argument("--red")
inner = group.add_mutually_exclusive_group()
inner.add_argument("--dark")
inner.add_argument("--secret", help=argparse.SUPPRESS)
inner.add_argument("--light")
group.add_argument("--blue")
parser.add_argument("--size")
print(parser.format_usage())

# A group whose actions do not stand side by side is not shown as one.
parser = argparse.ArgumentParser(prog="tool")
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument("-a", action="store_true")
group.add_argument("name", nargs="?")
group.add_argument("-b")
print(parser.format_usage())
parser.add_mutually_exclusive_group()
try:
    parser.format_usage()
except ValueError as err:
    print(str(err).partition(" object")[0])

parser = argparse.ArgumentParser(prog="tool", exit_on_error=False)
commands = parser.add_subparsers(dest="command")
commands.add_parser("run", aliases=["r"], deprecated=True)
attempt(parser.add_subparsers)
attempt(commands.add_parser, "run")
attempt(commands.add_parser, "walk", aliases=["r"])
attempt(parser.parse_args, ["r"])

parser = argparse.ArgumentParser(prog="tool")
parser.add_argument("command")
parser.add_argument("numbers", nargs="*", type=int)
parser.add_argument("--foo")
parser.add_argument("--bar", required=True)
for line in ("c --foo x 1 --bar y 2 3", "c --foo x 1 --other 2 --bar y 3", "--bar 1 c -- 3 4", "c 1"):
    attempt(parser.parse_known_intermixed_args, line.split())
attempt(parser.parse_intermixed_args, "c --bar y --other".split())
parser.add_argument("rest", nargs="...")
attempt(parser.parse_intermixed_args, [])
parser = argparse.ArgumentParser(prog="tool")
parser.add_mutually_exclusive_group().add_argument("x", nargs="?")
attempt(parser.parse_intermixed_args, [])

parser = argparse.ArgumentParser(prog="tool")
parser.add_argument("old", nargs="*", deprecated=True)
parser.add_argument("-o", nargs="*")
for line in ("", "1 2", "-o --", "-o a b -- c d"):
    attempt(parser.parse_args, line.split())
parser.add_argument("--odd").type = 3
attempt(parser.parse_args, ["--odd", "1"])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    parser.add_argument("--flag", action=argparse.BooleanOptionalAction, type=int, choices=[1], metavar="M")
    group = parser.add_mutually_exclusive_group()
    group.add_mutually_exclusive_group()
    group.add_argument_group("g")
    for warning in caught:
        print(warning.category.__name__, warning.message)

parser = argparse.ArgumentParser(prog="tool")
parser.add_argument("-x", help="words that are kept\u00a0together in a line, however long the line may be\u00a0here")
print(ascii(parser.format_help()))
