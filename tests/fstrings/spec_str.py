for spec in ("", "s", "5", "<5", ">5", "^5", "*^7", ".2", "5.2", ">6.3s", "é<5", "05"):
    print(f"{spec!r:>7} {format('abc', spec)!r} {format('é', spec)!r} {format('', spec)!r}")
for spec in ("d", "+", "=5", ",", "#", "x", "5.2f"):
    try:
        print(format("abc", spec))
    except ValueError as error:
        print(spec, "->", error)
for value in ([1], None, (1,), {}, object):
    try:
        print(format(value, ""), end=" ")
        format(value, "5")
    except TypeError as error:
        print(error)
