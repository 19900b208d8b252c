for text in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\t", "newline\n", "back\\slash", "\x00\x1f\x7f", "\x80\xa0\xad", "é", "€", "😀", "\u200b", "\ud800", "\r"):
    print(repr(text), ascii(text), len(text))
print(r"\d+\n", "a\
b", "\a\b\f\v" == "\x07\x08\x0c\x0b", "\N{SNOWMAN}", "\U0001F600")
print("日本語", "日本語"[1], "日本語"[::-1], len("日本語"), "日本語".encode("utf-8"))
print("ǅ".lower(), "ﬁ".upper(), "İ".lower() == "i̇", "ΑΣ".lower())
