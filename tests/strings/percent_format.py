print("%s is %d years" % ("Ada", 36), "%5.2f|%-8s|%08d|%+d" % (3.14159, "left", 42, 7))
print("%x %X %o %e %g %c %c %%" % (255, 255, 8, 12345.678, 0.0001, "z", 65))
print("%r %a %s" % ("é", "é", None), "%(name)s=%(value)r" % {"name": "k", "value": "v"})
print("%s" % [1, 2], "%s" % (1,), "%*d" % (6, 42), "%.3s" % "abcdef", "%#x" % 255)
for call in (lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%z" % 1, lambda: "%(k)s" % {}, lambda: "%c" % "ab"):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
