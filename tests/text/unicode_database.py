"""unicodedata."""
import unicodedata as u


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


CHARS = "aZ0 \n\0é߀Ωя٣½²Ⅷ①漢字한ガ\u0301\u0327ﬁÅ\u212b\ufb1d(«€\u200d\u2028\ud800\ue000\U0001F600\U00010400\U0001d7d9\u0378ǅʰ\u0295\u1e9b\u0344\u0958\uf900\uac01\U0002F800\u3300"
for c in CHARS:
    print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), repr(u.decomposition(c)), u.decimal(c, None), u.digit(c, None),
          u.numeric(c, None), u.name(c, None))
    print([ascii(u.normalize(form, c)) for form in ("NFC", "NFD", "NFKC", "NFKD")], [u.is_normalized(form, c) for form in ("NFC", "NFD", "NFKC", "NFKD")])
for s in ("e\u0301", "\u0301e", "q\u0307\u0323", "한글", "\u1112\u1161\u11ab", "ﬃ", "a\u0378\u0301", "\ud800e\u0301", "e\u0301" * 3 + "x", "plain", ""):
    print([ascii(u.normalize(form, s)) for form in ("NFC", "NFD", "NFKC", "NFKD")], u.is_normalized("NFC", s))
for name in ("LATIN SMALL LETTER A", "latin small letter a", "SNOWMAN", "HANGUL SYLLABLE HAN", "CJK UNIFIED IDEOGRAPH-6F22", "GRINNING FACE", "no such thing", ""):
    t(lambda: u.lookup(name))
t(lambda: "\N{SNOWMAN}\N{greek small letter alpha}")
t(lambda: u.name("\0"))
t(lambda: u.decimal("a"))
t(lambda: u.digit("a"))
t(lambda: u.numeric("a"))
t(lambda: u.name("ab"))
t(lambda: u.category(1))
t(lambda: u.normalize("NFX", "a"))
t(lambda: u.normalize("NFC", 1))
t(lambda: u.normalize(1, "a"))
t(lambda: u.is_normalized("x", "é"))
t(lambda: u.unidata_version)
import collections
counts = collections.Counter()
check = 0
for i in range(0, 0x11000):
    c = chr(i)
    counts[u.category(c)] += 1
    check = (check * 31 + hash((u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decomposition(c), u.numeric(c, -1), u.digit(c, -1), u.name(c, "")))) % 1000000007
print(sorted(counts.items()), check)
