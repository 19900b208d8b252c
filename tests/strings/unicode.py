words = ["straße", "ÅNGSTRÖM", "ﬁn", "ñandú", "ИВАН", "ΣΊΣΥΦΟΣ", "日本", "😀🎉", "e\u0301", "İ"]
for w in words:
    print(w, len(w), w.upper(), w.lower(), w.title(), w.casefold(), w.swapcase(), ascii(w), w.isalpha(), w.isidentifier())
print(sorted(words), max(words), "é" == "e\u0301", "😀"[0], "a😀b"[1], "a😀b"[::-1], "😀" in "x😀", "a😀b".find("b"))
print("١٢٣".isdigit(), int("١٢٣"), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "\u00a0".isspace(), "ª".islower())
print("日本語".encode(), "日本語".encode("utf-16-le"), "é".encode("latin-1"), b"\xe6\x97\xa5".decode(), "é".encode("ascii", "replace"), b"\xff".decode("utf-8", "replace"), "é".encode("ascii", "ignore"), "é".encode("ascii", "backslashreplace"))
print("日本".center(6, "*"), f"{'日本':>5}|{'é':^3}|", "日本" * 2, "日".join("ab"), "日本語".split("本"), "a日b".replace("日", ""))
ñ = "identifiers may be any letters"
𝒳 = 1
print(ñ, X if "X" in globals() else "no X")
print("\ud800".encode("utf-8", "surrogatepass"), repr("\ud800"), len("\U0001F600"), ord("😀"), chr(0x1F600))
try:
    "\ud800".encode()
except UnicodeEncodeError as error:
    print(error)
print("ab\u2028c\x0bd\x1ce".splitlines(), "\u3000x\u3000".strip(), "ǆ".title(), "ŉ".upper())
