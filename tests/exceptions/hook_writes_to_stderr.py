# sys.__excepthook__ writes to whatever sys.stderr is.
import contextlib
import io
import sys


class Shouting(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


for kind in io.StringIO, Shouting:
    file = kind()
    with contextlib.redirect_stderr(file):
        try:
            raise ValueError("told")
        except ValueError as e:
            sys.__excepthook__(type(e), e, None)
    # Upper case would change the name of the file too.
    print(*(line for line in file.getvalue().splitlines() if ".PY" not in line), sep="\n")
