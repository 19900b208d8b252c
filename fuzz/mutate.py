"""Breaks programs of the test suite, token by token or byte by byte, and compares what becomes of them.

    python3.13 fuzz/mutate.py --binary target/release/terrarium --seed 1 --rounds 20

must be run by CPython 3.13, which is the reference. Each round takes one seed. With `--run` the broken programs are
started too, under limits of ours; then only panics, aborts and hangs count, for a broken program may do anything else.
The exit status is 1 when something was found.
"""

import argparse
import io
import pathlib
import random
import subprocess
import sys
import tempfile
import tokenize

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What both interpreters run: each source is compiled, and the error's place and words are printed.
PROBE = '''
import warnings
warnings.simplefilter("ignore")
for number, source in enumerate(SOURCES):
    try:
        compile(source, "<mutant>", "exec")
        print(number, "valid")
    except SyntaxError as e:
        print(number, type(e).__name__, ascii(e.msg), e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))
    except Exception as e:
        print(number, type(e).__name__, ascii(str(e)))
'''

# Tokens that are put in: each starts or ends something, so a wrong place for it is a fault of its own kind.
SPARE = """( ) [ ] { } , : ; . = == := -> + - * ** / // @ ~ ! < != ... if else elif for while in is not and or lambda
def class return yield await async with as try except finally raise import from global nonlocal del pass break
continue match case type print exec None True 1 0x 1_ 'a' f'{x}' f'{ '' ' \\ $ ?""".split() + ["\n", "\n    ", "\t", "\u201c"]


def programs():
    """The golden programs, and the snippets of the parser's tests, which hold every form once."""
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(ROOT.glob("tests/**/*.py"))]
    for name in ("valid.txt", "invalid.txt"):
        texts += (ROOT / "tests/syntax" / name).read_text(encoding="utf-8").split("\n----\n")
    return [text for text in texts if len(text) < 6000 and "mode: " not in text]


def pieces(text):
    """The text cut at its tokens, so that joining them gives the text again; a text that has no tokens, at its words."""
    starts = [0]
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            for row, column in (token.start, token.end):
                if row <= len(lines):
                    starts.append(lines[row - 1] + column)
    except (SyntaxError, tokenize.TokenError):
        starts += [i for i, c in enumerate(text) if not c.isalnum()]
    starts = sorted({s for s in starts if s <= len(text)} | {len(text)})
    return [text[a:b] for a, b in zip(starts, starts[1:])]


def window(dice, text):
    """A few lines of a long program, so that its fault is near."""
    lines = text.splitlines(keepends=True)
    if len(lines) <= 12 or dice.random() < 0.2:
        return text
    start = dice.randrange(len(lines) - 8)
    return "".join(lines[start : start + dice.randint(1, 8)])


def mutant(dice, texts):
    parts = pieces(window(dice, dice.choice(texts))) or [""]
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        at = dice.randrange(len(parts))
        match dice.randrange(7):
            case 0:
                parts[at] = ""
            case 1:
                parts.insert(at, f"{dice.choice(SPARE)} ")
            case 2:
                parts[at] = dice.choice(SPARE)
            case 3:
                parts.insert(at, parts[at])
            case 4:
                other = dice.randrange(len(parts))
                parts[at], parts[other] = parts[other], parts[at]
            case 5:
                other = pieces(window(dice, dice.choice(texts))) or [""]
                parts[at] = dice.choice(other)
            case 6:
                piece = parts[at]
                cut = dice.randrange(len(piece) + 1)
                parts[at] = piece[:cut] + dice.choice(["", chr(dice.randrange(1, 128)), "\xe9", "\0"]) + piece[cut + 1 :]
    return "".join(parts)


def start(command, path, limit):
    try:
        done = subprocess.run([*command, str(path)], stdin=subprocess.DEVNULL, capture_output=True, timeout=limit,
                              cwd=path.parent, env={"PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"})
    except subprocess.TimeoutExpired:
        return "hang", ""
    # A negative status is a signal; 101 is a panic's.
    state = "crash" if done.returncode < 0 or done.returncode in (101, 134, 139) else "ended"
    return state, done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


def compare(sources, binary, folder):
    """Pairs of a source and what the two say of it, where they differ."""
    path = folder / "probe.py"
    path.write_text(f"SOURCES = {ascii(sources)}\n" + PROBE)
    _, theirs = start([sys.executable], path, 60)
    state, ours = start([binary], path, 60)
    if state != "ended":
        if len(sources) == 1:
            return [(sources[0], theirs, state + "\n" + ours)]
        half = len(sources) // 2
        return compare(sources[:half], binary, folder) + compare(sources[half:], binary, folder)
    theirs, ours = theirs.splitlines(), ours.splitlines()
    ours += ["nothing"] * (len(theirs) - len(ours))
    return [(source, a, b) for source, a, b in zip(sources, theirs, ours) if a != b]


def run(sources, binary, folder):
    """The sources whose run ends in a panic, an abort or a hang in spite of the limits."""
    limits = [binary, "--max-steps", "200000", "--timeout", "5", "--max-heap", "200M", "--max-output", "1M"]
    found = []
    for source in sources:
        path = folder / "mutant.py"
        path.write_text(source, encoding="utf-8", errors="surrogatepass")
        state, text = start(limits, path, 20)
        if state != "ended" or "panicked at" in text:
            found.append((source, "to end", state + "\n" + text[-2000:]))
    return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", default=str(ROOT / "target/release/terrarium"))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--size", type=int, default=200, help="mutants in a round")
    options.add_argument("--run", action="store_true", help="start the mutants instead of comparing their errors")
    given = options.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    texts = programs()
    count = 0
    with tempfile.TemporaryDirectory() as name:
        for seed in range(given.seed, given.seed + given.rounds):
            dice = random.Random(seed)
            sources = [mutant(dice, texts) for _ in range(given.size)]
            check = run if given.run else compare
            for source, theirs, ours in check(sources, binary, pathlib.Path(name)):
                count += 1
                print(f"seed {seed}\n{source!r}\n  expected {theirs}\n  got      {ours}", flush=True)
    print(f"{given.rounds * given.size} mutants, {count} findings")
    sys.exit(count > 0)


main()
