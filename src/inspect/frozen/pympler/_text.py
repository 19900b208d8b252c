"""Figures and names as the tables of this package write them."""


def size(count):
    """'  12     B', '   1.50 KB': a size in four places before the unit."""
    if count <= 1024:
        return f"{count:4d}     B"
    for unit in ("KB", "MB", "GB", "TB", "EB"):
        count /= 1024
        if count <= 1024:
            break
    return f"{count:7.2f} {unit}"


def time(seconds):
    """'00:01:02.50'."""
    if seconds is None:
        return ""
    return f"{int(seconds / 3600):02d}:{int(seconds / 60 % 60):02d}:{seconds % 60:05.2f}"


def cut(obj, most, left=False):
    """str(obj) on one line of at most `most` characters."""
    text = str(obj).replace("\n", "|")
    if len(text) <= most:
        return text
    return "..." + text[len(text) - most + 3:] if left else text[:most - 3] + "..."


def short_repr(obj, clip=None):
    """repr(obj), shortened in its middle; N/A where it fails."""
    try:
        text = repr(obj)
    except Exception:
        return "N/A"
    return text if not clip or len(text) <= clip else text[:clip - 4] + ".." + text[-2:]


def without_address(text):
    """The text without ' at 0x7f...'."""
    first, *rest = text.split(" at 0x")
    return first + "".join(part.lstrip("0123456789abcdef") for part in rest)


def type_name(text):
    """The name in "<class 'name'>"; other text as it is."""
    for start in ("<class '", "<type '"):
        if text.startswith(start) and text.endswith("'>") and " " not in text[len(start):]:
            return text[len(start):-2]
    return text
