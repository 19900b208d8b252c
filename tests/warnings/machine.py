# The machine's own warnings go through the same filters.
import warnings


async def fetch(): pass


def judge():
    return bool(NotImplemented)


def invert(flag):
    return ~flag


fetch()
judge()
judge()
print(invert(True), invert(False))
warnings.simplefilter("error")
try:
    judge()
except DeprecationWarning as w:
    print("raised:", w)
try:
    invert(True)
except DeprecationWarning as w:
    print("raised:", str(w)[:30])

# The compiler's too; as an error it is a SyntaxError with a place.
for text in ('x = "\\d"', "x is 5", "y = f'{1}\\q'", "assert (1, 'a')", "0if 1else 2"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.end_offset)
warnings.simplefilter("ignore")
compile("x is 5", "<text>", "exec")
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("default")
    compile("x is 5\n\ny is 'a'", "<text>", "exec")
    for w in log:
        print(w.category.__name__, w.filename, w.lineno, w.message)
