# One fault in each source of _faults.txt: the error's class, its words, both ends of its place, and its text.
import warnings

warnings.simplefilter("ignore")
with open("_faults.txt", encoding="utf-8") as file:
    sources = file.read()[:-1].split("\n----\n")
for source in sources:
    try:
        compile(source, "<fault>", "exec")
        print("valid", ascii(source))
    except SyntaxError as e:
        print(type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text), e.msg)
