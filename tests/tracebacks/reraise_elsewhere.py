saved = None
def first():
    raise ValueError("kept")
try:
    first()
except ValueError as error:
    saved = error
def second():
    raise saved
second()
