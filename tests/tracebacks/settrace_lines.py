# differs: a line that has no instruction of its own is not told of
# Lines that sys.settrace does not tell of here: `try:`. The end of a loop at the end of a function is told as the last line before it.
import sys


def tracer(frame, event, arg):
    print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, event)
    return tracer


def tries():
    try:
        return 1
    finally:
        pass


def loops():
    for i in ():
        pass


sys.settrace(tracer)
tries()
loops()
sys.settrace(None)
