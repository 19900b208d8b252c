for spec in ("", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "%", ".1%", "10.2f", "<10.2f", "+.1f", "010.2f", ",.2f", "_.1f", "n", "#.0f", " .2f", "=+10.1f", ".10", ".17g"):
    print(f"{spec!r:>9} {format(1234.5678, spec)!r} {format(-0.000123, spec)!r} {format(1e20, spec)!r}")
for value in (float("inf"), float("-inf"), float("nan"), -0.0, 0.0, 5e-324, 1.7976931348623157e308):
    print(f"{value} {value:f} {value:.3e} {value:g} {value:08.2f} {value:+}"[:120])
for spec in ("d", "x", "s", "c", ".f", "5d"):
    try:
        print(format(1.5, spec))
    except ValueError as error:
        print(spec, "->", error)
print(f"{2.5:.0f} {3.5:.0f} {0.125:.2f} {1e15:.1f} {123456789.0:g} {0.00001:g}")
