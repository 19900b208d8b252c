import argparse, sys, io, os, contextlib
os.environ["COLUMNS"] = "80"
def run(p, *args):
    err = io.StringIO(); out = io.StringIO()
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out): r = p.parse_args(list(args))
        print(args, r)
    except SystemExit as e: print(args, "exit", e.code, out.getvalue(), err.getvalue())
p = argparse.ArgumentParser(prog="prog", description="What it does. " * 8, epilog="The end.")
p.add_argument("file", help="the file"); p.add_argument("rest", nargs="*", help="more files"); p.add_argument("-v", "--verbose", action="count", default=0, help="be louder"); p.add_argument("-n", "--number", type=int, default=3, metavar="N", help="a number (default: %(default)s)"); p.add_argument("--choice", choices=["a", "b"], help="one of %(choices)s"); p.add_argument("--flag", action="store_true"); p.add_argument("--no", action="store_false", dest="yes"); p.add_argument("--const", action="store_const", const=42); p.add_argument("--app", action="append"); p.add_argument("--ext", action="extend", nargs="+"); p.add_argument("--two", nargs=2, type=float, metavar=("X", "Y")); p.add_argument("--opt", nargs="?", const="C", default="D"); p.add_argument("--bool", action=argparse.BooleanOptionalAction, help="yes or no"); p.add_argument("--version", action="version", version="%(prog)s 1.0"); p.add_argument("--hidden", help=argparse.SUPPRESS); p.add_argument("--a-very-long-option-name", help="help that is long enough to be wrapped over several lines because it goes on and on")
p.print_help(); p.print_usage()
for args in ("f", "f g h -vv --number 5", "f -n5 --flag --no --const", "f --app 1 --app 2 --ext a b --ext c", "f --two 1 2.5", "f --opt", "f --opt x", "f --bool", "f --no-bool", "", "f -n x", "f --choice z", "f --two 1", "f --nope", "--version", "-h", "f --num 7", "f --n 7", "f -vvv", "f -vn 4", "f -- -x --y", "f -5", "f --number=9", "f --flag=1", "f --number", "f --verbos", "f g --flag h"): run(p, *args.split())
p = argparse.ArgumentParser(prog="sub"); p.add_argument("--top"); s = p.add_subparsers(dest="cmd", required=True, help="commands", title="cmds", description="all of them"); a = s.add_parser("add", help="adds", aliases=["plus"]); a.add_argument("x", type=int); a.add_argument("--y", default=1); a.set_defaults(func="addf"); b = s.add_parser("bye"); b.add_argument("names", nargs="+")
p.print_help(); a.print_help()
for args in ("add 3 --y 4", "--top t bye a b", "", "nope", "add x", "add", "plus 9", "add 1 2", "bye"): run(p, *args.split())
p = argparse.ArgumentParser(prog="ex"); g = p.add_mutually_exclusive_group(required=True); g.add_argument("--one", action="store_true"); g.add_argument("--other"); q = p.add_mutually_exclusive_group(); q.add_argument("-p"); q.add_argument("-q"); gr = p.add_argument_group("group title", "group description"); gr.add_argument("--ing", required=True); p.print_help()
for args in ("--one --ing 1", "--ing 1", "--one --other x --ing 1", "--one", "--one --ing 2 -p 1 -q 2"): run(p, *args.split())
parent = argparse.ArgumentParser(add_help=False); parent.add_argument("--par", type=int); p = argparse.ArgumentParser(prog="child", parents=[parent], formatter_class=argparse.ArgumentDefaultsHelpFormatter, argument_default=argparse.SUPPRESS); p.add_argument("--x", default=5, help="the x"); p.print_help(); run(p); run(p, "--par", "3")
p = argparse.ArgumentParser(prog="k", formatter_class=argparse.RawDescriptionHelpFormatter, description="line\n   kept", usage="%(prog)s [stuff]"); p.add_argument("a", nargs="?", default="dflt"); p.add_argument("b", nargs=argparse.REMAINDER); p.print_help(); run(p, "1", "-x", "2"); run(p)
print(p.parse_known_args(["--zork", "v"])); p = argparse.ArgumentParser(prog="i"); p.add_argument("--foo"); p.add_argument("rest", nargs="*", type=int); print(p.parse_intermixed_args("1 --foo x 2 3".split()), p.parse_known_args("1 --bar 2".split()))
def positive(s):
    v = int(s)
    if v < 0: raise argparse.ArgumentTypeError(f"{s} is negative")
    return v
p = argparse.ArgumentParser(prog="t", exit_on_error=False, allow_abbrev=False, prefix_chars="-+"); p.add_argument("-p", type=positive); p.add_argument("+q", "++qq"); p.add_argument("--long", default="7", type=int); p.set_defaults(extra=9)
for a in (["-p", "-3"], ["-p", "3", "+q", "1"], ["--lon", "3"], ["++qq=2"], ["-p", "x"]):
    try: print(p.parse_args(a))
    except argparse.ArgumentError as e: print("ArgumentError", e)
print(p.get_default("long"), argparse.Namespace(a=1, b="x") == argparse.Namespace(a=1, b="x"), "a" in argparse.Namespace(a=1), vars(p.parse_args([])), repr(p)[:60], p.parse_args([], argparse.Namespace(z=1)))
for bad in (lambda: p.add_argument("x", dest="y"), lambda: p.add_argument("-p"), lambda: p.add_argument("--k", action="nope"), lambda: p.add_argument("pos", required=True), lambda: p.add_argument("--t", type="int"), lambda: p.add_argument("--s", nargs=0), lambda: p.add_argument("--m", nargs=2, metavar=("A",)), lambda: p.add_argument("--", action="store_true"), lambda: argparse.ArgumentParser(conflict_handler="x"), lambda: p.add_argument("--c", const=1), lambda: argparse.Action([], "d")(1, 2, 3)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(p.add_argument("--r", help="h"))
