from ast import literal_eval as le
for t in ("1", "-1.5", "1+2j", "-3-4j", "'a' 'b'", "b'x'", "(1, 2)", "(1,)", "()", "[1, [2, 'x']]", "{'a': 1, 'b': {2: 3}}", "{1, 2}", "{}", "set()", "None", "True", "...", "  1", "1, 2", "(1)", "[\n1,\n2]", "0x1f", "a", "f()", "1 + 2", "[x for x in y]", "'a' + 'b'", "1 +", "", "lambda: 0", "{1: a}", "__import__('os')", "f'{1}'", "-'a'", "2**3", "not True"):
    try: print(t, repr(le(t)))
    except Exception as e: print(t, type(e).__name__, str(e).split(": <")[0])
