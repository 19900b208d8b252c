# What CPython's code objects answer too: lines, positions, and copies with other names, lines and constants.
def area(width, *, height=2):
    total = width * height
    return (total +
            7.5)


code = area.__code__
print(code.co_flags, code.co_firstlineno, {3, 4} <= {line for *_, line in code.co_lines()} <= {2, 3, 4, 5})
print(next(code.co_lines())[0])
ends = [(start, end) for start, end, _ in code.co_lines()]
print(all(a[1] == b[0] for a, b in zip(ends, ends[1:])), ends[-1][1] == len(code.co_code))
spots = set(code.co_positions())
print((3, 3, 12, 26) in spots, (4, 5, 12, 15) in spots)
print(len(list(code.co_positions())) > 1)

moved = code.replace(co_firstlineno=52, co_name="volume", co_qualname="Box.volume", co_filename="box.py")
print(moved.co_name, moved.co_qualname, moved.co_filename, moved.co_firstlineno)
print({53, 54} <= {line for *_, line in moved.co_lines()} <= {52, 53, 54, 55})
print(code.replace() == code, moved == code, hash(code.replace()) == hash(code), code.replace() is code)

dearer = code.replace(co_consts=tuple(8.25 if c == 7.5 else c for c in code.co_consts))
print(dearer == code, dearer.co_consts)
area.__code__ = dearer
print(area(3), area(3, height=1))
area.__code__ = area.__code__.replace(co_varnames=("w", "h", "sum"))
print(area(w=1, h=1) if False else area(1, h=1), area.__code__.co_varnames)
area.__code__ = moved
try:
    area("a", height="b")
except TypeError as error:
    tb = error.__traceback__.tb_next
    print(error, tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_frame.f_code is moved)
    print(0 <= tb.tb_lasti < len(moved.co_code))

for change in ({"co_consts": [1]}, {"co_name": 3}, {"co_names": ("a", 3)}, {"co_nonsense": 1}, {"co_filename": b"x"}, {"co_flags": "x"}):
    try:
        code.replace(**change)
    except (TypeError, ValueError, SystemError) as error:
        print(type(error).__name__)
try:
    code.replace(3)
except TypeError as error:
    print(error)


def attributes():
    thing.first.second = thing.third
    return thing.first.second


class Thing:
    pass


thing = Thing()
thing.first, thing.third, thing.one, thing.two = Thing(), 3, Thing(), 4
names = {"first": "one", "second": "other", "third": "two"}
attributes()
attributes.__code__ = attributes.__code__.replace(co_names=tuple(names.get(n, n) for n in attributes.__code__.co_names))
print(attributes(), vars(thing.one))


def counter():
    n = 10
    def step():
        nonlocal n
        n += 1
        return n
    return step


step = counter()
step()
step.__code__ = step.__code__.replace(co_freevars=("m",))
print(step(), step.__code__.co_freevars)
