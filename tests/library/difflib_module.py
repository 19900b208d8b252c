import difflib, random
a = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n".splitlines(True)
b = "one\n2\nthree\nfour and more\nfive\nsix\nseven\nnine\nten\n".splitlines(True)
print("".join(difflib.ndiff(a, b))); print("".join(difflib.unified_diff(a, b, "x", "y", "d1", n=1))); print("".join(difflib.context_diff(a, b, "x", "y")))
d = list(difflib.ndiff(a, b)); print(list(difflib.restore(d, 1)) == a, list(difflib.restore(d, 2)) == b)
s = difflib.SequenceMatcher(None, "qabxcd", "abycdf")
print(s.get_opcodes(), s.get_matching_blocks(), s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.find_longest_match())
s = difflib.SequenceMatcher(lambda x: x == " ", "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3), s.get_matching_blocks(), s.bjunk)
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("wheel", __import__("keyword").kwlist))
r = random.Random(5)
def text(n): return ["".join(r.choice("ab c") for _ in range(r.randint(0, 6))) + "\n" for _ in range(n)]
def mutate(t):
    t = list(t)
    for _ in range(r.randint(0, 6)):
        i = r.randint(0, len(t))
        k = r.random()
        if k < .3: t.insert(i, "".join(r.choice("abc") for _ in range(4)) + "\n")
        elif k < .6 and t: t.pop(min(i, len(t) - 1))
        elif t: j = min(i, len(t) - 1); t[j] = t[j][:-1] + r.choice("abc") + "\n"
    return t
for n in range(60):
    x = text(r.randint(0, 20)); y = mutate(x)
    print(n, list(difflib.ndiff(x, y)) , list(difflib.unified_diff(x, y)), list(difflib.context_diff(x, y, n=1)))
x = "".join(r.choice("abcd") for _ in range(400)); y = "".join(r.choice("abcd") for _ in range(400))
s = difflib.SequenceMatcher(None, x, y); print(s.ratio(), s.bpopular == set("abcd")); s = difflib.SequenceMatcher(None, x, y, autojunk=False); print(s.get_opcodes()[:20])
print(list(difflib.diff_bytes(difflib.unified_diff, [b"a\xff"], [b"b"], b"f", b"g")))
for bad in (lambda: difflib.get_close_matches("a", [], 0), lambda: difflib.get_close_matches("a", [], 1, 2), lambda: list(difflib.restore([], 3)), lambda: list(difflib.unified_diff("a", "b")), lambda: list(difflib.unified_diff([b"a"], ["b"])),lambda: list(difflib.unified_diff(["a"], ["b"], 1))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(list(difflib.SequenceMatcher(None, [1,2,3]*10, [3,2,1]*10).get_grouped_opcodes(1)))
print(difflib.IS_LINE_JUNK(" # \n"), difflib.IS_LINE_JUNK("a"), difflib.IS_CHARACTER_JUNK("\t"))
