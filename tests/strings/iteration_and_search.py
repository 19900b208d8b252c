text = "the quick brown fox jumps over the lazy dog the end"
words = text.split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
for word, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
    print(f"{word:<6}{n:>2} {'*' * n}")
print(max(words, key=len), [w[0] for w in words], " ".join(w.capitalize() for w in words))
def is_palindrome(s):
    letters = [c.lower() for c in s if c.isalpha()]
    return letters == letters[::-1]
for phrase in ("A man, a plan, a canal: Panama", "Not one"):
    print(phrase, is_palindrome(phrase))
def caesar(s, k):
    out = []
    for c in s:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            c = chr((ord(c) - base + k) % 26 + base)
        out.append(c)
    return "".join(out)
secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))
