name = "Ada"; n = 36; pi = 3.14159265
print(f"{name} is {n}", f"{n + 1}", f"{name.upper()}", f"{'nested'}", f"{{literal}}", f"")
print(f"{name!r} {name!s} {'é'!a}", f"{n=} {n = } {name=!s} {pi=:.2f}", f"{n + 1=}")
print(f"{pi:.2f} {pi:10.3f}| {pi:<10.1f}| {pi:+.0f} {pi:e} {pi:%}")
width = 8; digits = 3
print(f"{pi:{width}.{digits}}|", f"{name:>{width}}|", f"{name:*^{width + 2}}|")
print(f"{[x * 2 for x in range(3)]} {({'a': 1})['a']} {(lambda x: x + 1)(2)}")
print(f"{n:05d} {n:x} {n:#b} {n:o} {n:c} {10 ** 9:,} {n:e}")
print(f"a" "b" f"{1}" "{not}", rf"\d{n}", f'{"quote"}' f"{'it'}")
print(f"{name if n > 30 else 'young'} {n > 30} {not n}")
print(f"""multi
{n}
line""")
print(f"{name:10}|{n:10}|{True:5}|{None}|{1.0}")
print(f"{f'{f"{n}"}'}", f"{'a' 'b'}", f"{n!r:>5}", f"{
    n  # a comment
}")
