"""Makes random regular expressions and subjects and compares what both interpreters find.

    python3.13 fuzz/patterns.py --binary target/release/terrarium --seed 1 --rounds 50

must be run by CPython 3.13, which is the reference. Each seed is one program with some hundred patterns; each is compiled and
used by every method on a few subjects. Half of the patterns are slightly wrong on purpose.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

ATOMS = ["a", "b", "c", ".", r"\d", r"\w", r"\s", r"\W", r"\D", r"\S", r"\b", r"\B", "^", "$", r"\A", r"\Z", "A", "ß", "é", "ſ",
         "1", "-", " ", r"\n", r"\x41", r"\u00e9", r"\N{SPACE}", r"\101", r"\0", "\U00010400", "σ", "ς", "İ", "i", "k", "K"]
SETS = ["[abc]", "[^a]", "[a-c]", r"[\d_]", r"[^\w]", "[]a]", "[a-]", "[^]]", r"[\s\S]", "[é-ü]", "[Α-Ω]", "[a-zA-Z0-9_]",
        r"[^\d\s]", "[\U00010400-\U0001044f]", "[ς]", "[+-/]", r"[\b]", "[k-m]", r"[\]\[]", "[^\\W_b]", "[aeiouxyzAE]"]
REPEATS = ["*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{1,2}", "{,2}", "{1,}", "{0,1}?", "{2,3}+", "{a}", "{}",
           "{3,1}", "{0}"]
OPENERS = ["(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?P<n>", "(?P<m>", "(?i:", "(?-i:", "(?s-m:", "(?a:", "(?x:", "(?u:"]
REFERENCES = [r"\1", r"\2", "(?P=n)", "(?(1)a|b)", "(?(n)a)", "(?(2)b|)", r"\3"]
HEADS = ["", "", "", "", "(?i)", "(?m)", "(?s)", "(?x)", "(?a)", "(?im)"]
FAULTS = ["(", ")", "[", "]", "*", "?", "\\", "(?", "(?P", "(?P<", "(?P=", "(?P>", "(?<", "{", "|", "(?#", "(?(", r"\q", r"\8", "[a-\\d]",
          "(?z)", "(?i", "(?i-", "(?-", "[[a]", "[a--b]", "[a&&b]", r"\x4", r"\u12", r"\N{no}", r"\777", "(?P<1>a)", "(?L)", "(?au)"]
LETTERS = "aabbccABCßéſ1 -_\n\tσςΣİiIıkKK\U00010400\U00010428"
TEMPLATES = ["x", r"<\g<0>>", r"\1", r"[\1\2]", r"\g<n>", r"\n\\", r"\q", r"\g<9>", r"\g<", "", r"\071", "\\"]


class Writer:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.depth = 0

    def pattern(self):
        text = self.dice.choice(HEADS) + self.ways()
        if self.dice.random() < 0.25:
            at = self.dice.randrange(len(text) + 1)
            text = text[:at] + self.dice.choice(FAULTS) + text[at:]
        return text

    def ways(self):
        return "|".join(self.sequence() for _ in range(self.dice.choice([1, 1, 1, 2, 3])))

    def sequence(self):
        return "".join(self.item() for _ in range(self.dice.choice([0, 1, 1, 2, 2, 3, 4])))

    def item(self):
        kind = self.dice.random()
        if kind < 0.45:
            text = self.dice.choice(ATOMS)
        elif kind < 0.62:
            text = self.dice.choice(SETS)
        elif kind < 0.72:
            text = self.dice.choice(REFERENCES)
        elif self.depth < 4:
            self.depth += 1
            text = self.dice.choice(OPENERS) + self.ways() + ")"
            self.depth -= 1
        else:
            text = "a"
        if self.dice.random() < 0.3:
            text += self.dice.choice(REPEATS)
        return text

    def subject(self):
        return "".join(self.dice.choice(LETTERS) for _ in range(self.dice.randrange(0, 12)))

    def case(self):
        pattern = self.pattern()
        flags = self.dice.choice([0, 0, 0, 2, 8, 16, 64, 256, 2 | 256])
        subjects = [self.subject() for _ in range(3)]
        as_bytes = self.dice.random() < 0.2
        if as_bytes:
            pattern = pattern.encode("latin1", "replace")
            subjects = [s.encode("latin1", "replace") for s in subjects]
        template = self.dice.choice(TEMPLATES)
        return pattern, flags, subjects, template.encode() if as_bytes else template


PROGRAM = '''import re, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(2000)
def show(what, f):
    try:
        r = f()
    except (re.error, ValueError, IndexError, TypeError, OverflowError, RecursionError) as e:
        r = (type(e).__name__, str(e))
    print(" ", what, ascii(r))
def whole(m):
    return m and (m.span(), m.regs, m.groups(), m.groupdict(), m.lastindex, m.lastgroup)
for pattern, flags, subjects, template in CASES:
    print(ascii(pattern), flags)
    try:
        p = re.compile(pattern, flags)
    except Exception as e:
        print(" ", type(e).__name__, ascii(str(e)), getattr(e, "pos", 0), getattr(e, "lineno", 0), getattr(e, "colno", 0))
        continue
    print(" ", sys.getsizeof(p), p.flags, p.groups, dict(p.groupindex), ascii(p))
    for s in subjects:
        show("match", lambda: whole(p.match(s)))
        show("full", lambda: whole(p.fullmatch(s)))
        show("search", lambda: whole(p.search(s)))
        show("from", lambda: (whole(p.search(s, 1, 5)), whole(p.match(s, 2)), whole(p.fullmatch(s, 1, 3))))
        show("all", lambda: p.findall(s))
        show("iter", lambda: [whole(m) for m in p.finditer(s)])
        show("split", lambda: p.split(s, 3))
        show("sub", lambda: p.subn(template, s))
        show("call", lambda: p.sub(lambda m: m[0][:1] * 2, s, 2))
'''


def run(command, path):
    env = dict(os.environ, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
    done = subprocess.run([*command, path], capture_output=True, text=True, env=env, timeout=120)
    return done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=str(ROOT / "target/release/terrarium"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--cases", type=int, default=300)
    options = parser.parse_args()
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        for seed in range(options.seed, options.seed + options.rounds):
            writer = Writer(seed)
            cases = [writer.case() for _ in range(options.cases)]
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"CASES = {cases!r}\n{PROGRAM}")
            wanted = run([sys.executable], path).splitlines()
            got = run([options.binary, "--timeout", "100"], path).splitlines()
            head = ""
            for a, b in zip(wanted + [""] * (len(got) - len(wanted)), got + [""] * (len(wanted) - len(got))):
                if not a.startswith(" "):
                    head = a
                if a != b:
                    found += 1
                    print(f"seed {seed}: {head}\n  wanted {a}\n  got    {b}")
                    if len(wanted) != len(got):
                        break
    print(f"{found} differences")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
