print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{name}!".format(name="Ada"), "{0[1]} {1.real}".format([1, 2], 5))
print("{:>8}|{:<8}|{:^8}|{:*^8}".format("r", "l", "c", "f"), "{:{}}|".format("x", 4), "{{}} {}".format(1))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{:,} {:_} {:+} {: }".format(1234567, 1234567, 5, 5))
for call in (lambda: "{}".format(), lambda: "{0} {}".format(1), lambda: "{x}".format(), lambda: "{".format(), lambda: "}".format(), lambda: "{:d}".format("x"), lambda: "{:q}".format(1), lambda: "{0.nope}".format(1)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
