for spec in ("d", "5", "<5", "^5", ">5", "05", "+", "-", " ", "x", "X", "#x", "o", "#o", "b", "#b", "08b", "_b", ",", "_", "n", "c", "e", ".2f", "%", "g", "=+6", "*=8", "#010x", "+,"):
    print(f"{spec!r:>8} {format(1234, spec)!r} {format(65, spec)!r}" + ("" if spec == "c" else f" {format(-42, spec)!r}"))
for spec in ("s", ".2d", "5.3d", "q", "=c,", ",x", "{}", "1.", "+c"):
    try:
        print(format(42, spec))
    except ValueError as error:
        print(spec, "->", error)
