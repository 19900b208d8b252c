# Assignment expressions are refused in the iterables of comprehensions, at whatever depth.
cases = [
    "[i for i in (i := [1])]",
    "{i: 1 for i in (lambda: (j := [1]))()}",
    "[i for i in [1] for j in (k := [2])]",
    "{i: 1 for i in {j: 2 for j in (k := [5])}}",
    "{i for i in {(j := True) for j in [5]}}",
    "list(i for i in [j for j in [1] if (k := j)])",
    "[(lambda: [x for x in (y := [1])]) for z in [1]]",
    "[x for x in [1] if (lambda: (y := x))()]",
]
for case in cases:
    try:
        exec(case, {})
    except SyntaxError as e:
        print(case, "->", e.msg, (e.lineno, e.offset, e.end_offset))
    else:
        print(case, "runs")
