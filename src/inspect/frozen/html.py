"""
General functions for HTML manipulation.
"""

import re as _re

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """
    Replace special characters "&", "<" and ">" to HTML-safe sequences.
    If the optional flag quote is true (the default), the quotation mark
    characters, both double quote (") and single quote (') characters are also
    translated.
    """
    # The ampersand first: the others bring new ones.
    s = s.replace("&", "&amp;")
    s = s.replace("<", "&lt;")
    s = s.replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;")
        s = s.replace("'", "&#x27;")
    return s


# What these numbers stood for in the character set of Windows.
_REPLACED = {0x00: 0xFFFD, 0x0D: 0x0D, 0x80: 0x20AC, 0x81: 0x81, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026,
             0x86: 0x2020, 0x87: 0x2021, 0x88: 0x02C6, 0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152, 0x8D: 0x8D,
             0x8E: 0x017D, 0x8F: 0x8F, 0x90: 0x90, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D, 0x95: 0x2022,
             0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A, 0x9C: 0x0153, 0x9D: 0x9D,
             0x9E: 0x017E, 0x9F: 0x0178}


def _is_invalid(num):
    """A control character or one that is none."""
    return (0x1 <= num <= 0x8 or 0xE <= num <= 0x1F or 0x7F <= num <= 0x9F or 0xFDD0 <= num <= 0xFDEF or num == 0xB
            or num & 0xFFFE == 0xFFFE)


def _replace_charref(s):
    from html.entities import html5
    s = s.group(1)
    if s[0] == "#":
        num = int(s[2:].rstrip(";"), 16) if s[1] in "xX" else int(s[1:].rstrip(";"))
        if num in _REPLACED:
            return chr(_REPLACED[num])
        if 0xD800 <= num <= 0xDFFF or num > 0x10FFFF:
            return "\uFFFD"
        return "" if _is_invalid(num) else chr(num)
    if s in html5:
        return html5[s]
    # The longest beginning that is a name.
    for x in range(len(s) - 1, 1, -1):
        if s[:x] in html5:
            return html5[s[:x]] + s[x:]
    return "&" + s


_charref = _re.compile(r"&(#[0-9]+;?"
                       r"|#[xX][0-9a-fA-F]+;?"
                       r"|[^\t\n\f <&#;]{1,32};?)")


def unescape(s):
    """
    Convert all named and numeric character references (e.g. &gt;, &#62;,
    &x3e;) in the string s to the corresponding unicode characters.
    This function uses the rules defined by the HTML 5 standard
    for both valid and invalid character references, and the list of
    HTML 5 named character references defined in html.entities.html5.
    """
    if "&" not in s:
        return s
    return _charref.sub(_replace_charref, s)
