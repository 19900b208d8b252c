import sys
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
try:
    f(2)
except ValueError as error:
    tb = error.__traceback__
    while tb is not None:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is error, sys.exc_info()[2] is error.__traceback__, sys.exception() is error)
print(sys.exc_info(), sys.exception())
saved = None
try:
    f(0)
except ValueError as error:
    saved = error
try:
    raise saved
except ValueError as error:
    tb, n = error.__traceback__, 0
    while tb:
        n += 1
        tb = tb.tb_next
    print(n)
saved.__traceback__ = None
print(saved.__traceback__)
print(saved.with_traceback(None) is saved)
def level():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno
print(level())
