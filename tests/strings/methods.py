s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), "hello world".capitalize(), "ß".casefold())
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.find("o", 5), s.count(""))
print(s.replace("l", "L"), s.replace("l", "L", 2), s.replace("", "-"), s.startswith("He"), s.endswith(("x", "ld")))
print("  x ".strip() + "|", "  x ".lstrip() + "|", "  x ".rstrip() + "|", "xxabxx".strip("x"), "abcba".strip("ab"))
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","))
print("a\nb\r\nc\n".splitlines(), "a\nb\n".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))
print("-".join(["a", "b", "c"]), "".join([]), ", ".join("xyz"), "".join(str(i) for i in range(5)))
print("42".zfill(5), "-42".zfill(5), "x".center(5, "*"), "x".ljust(3) + "|", "x".rjust(3), "ab".center(5))
print("abc".isalpha(), "123".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".isupper(), "ab".islower(), "Ab Cd".istitle(), "x1".isidentifier(), "".isalpha(), "½".isnumeric(), "é".isascii())
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "a\tb".expandtabs(4))
print("abc".translate({97: "X", 98: None}), "abc".translate(str.maketrans("ac", "13")), "abc".encode())
print("x" in "xyz", "" in "abc", "abc" < "abd", "Z" < "a", "a" * 3, 3 * "ab", "a" * -1)
for call in (lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "a" + 1, lambda: "a" * "b", lambda: "a".split(""), lambda: "x".center(5, "ab"), lambda: 1 in "a", lambda: "a" < 1):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
