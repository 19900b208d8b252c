"""html and fnmatch."""
import fnmatch
import html
import html.entities

for s in ("<a href=\"x\">'&'</a>", "plain", "&amp;", ""):
    print(html.escape(s), html.escape(s, quote=False), html.unescape(html.escape(s)) == s)
for s in ("&lt;&gt;&amp;&quot;&#x27;&#39;", "&eacute;&Eacute;&euro;", "&notit;&notin;&not", "&#0;&#128;&#xD800;&#x110000;&#x41&#66;", "&nothing;&a&", "&ampamp;&copy2",
          "&#1;&#xB;&#xFFFE;", "&NotEqualTilde;&fjlig;", "a & b", "&;&#;&#x;", "&hellip;&nbsp;|"):
    print(s, ascii(html.unescape(s)))
print(len(html.entities.html5), html.entities.html5["amp"], html.entities.name2codepoint["eacute"], html.entities.codepoint2name[233], html.entities.entitydefs["lt"])

PATTERNS = ["*", "?", "a*", "*a", "*.py", "a?c", "[abc]", "[!abc]", "[a-c]", "[!a-c]x", "[]]", "[!]]", "[", "[a", "[]", "[c-a]", "[a-]", "[-a]", "[a-c-e]", "a**b", "*a*b*", "[^a]",
            "[[]", "[\\]", "a.b", "a+b", "[a&&b]", "[!", "x[a-b][!c]*", "", "***", "[a-cx-z0]", "[--0]", "[z-ab-c]"]
NAMES = ["", "a", "b", "abc", "a.py", "A.PY", "axc", "]", "[", "[a", "x", "a\nb", "aXb", "a.b", "a+b", "-", "^", "!", "\\", "dx", "xbd123", "0"]
for p in PATTERNS:
    print(repr(p), fnmatch.translate(p), [n for n in NAMES if fnmatch.fnmatch(n, p)], fnmatch.filter(NAMES, p) == [n for n in NAMES if fnmatch.fnmatchcase(n, p)])
print(fnmatch.fnmatch(b"a.py", b"*.py"), fnmatch.filter([b"x", b"y"], b"[x]"))
