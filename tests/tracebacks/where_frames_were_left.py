# f_lineno of a frame that an error has left: where the last clause did not match, or the error came from.
def show(f):
    try:
        f()
    except Exception as e:
        entry = e.__traceback__.tb_next
        first = entry.tb_frame.f_code.co_firstlineno
        print(f.__name__, entry.tb_frame.f_lineno - first, entry.tb_lineno - first)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def in_handler():
    try:
        1 / 0
    except:
        1 / 0
        pass


def in_named_handler():
    try:
        1 / 0
    except Exception as e:
        1 / 0
        pass


def no_clause():
    try:
        1 / 0
    except TypeError as e:
        pass


def no_clause_of_two():
    try:
        1 / 0
    except TypeError:
        pass
    except ValueError:
        pass


def in_finally():
    try:
        1 / 0
    finally:
        1 / 0
        pass


def past_finally():
    try:
        1 / 0
    finally:
        pass


def in_with():
    with Manager():
        1 / 0
        pass


def in_with_and_try():
    with Manager():
        try:
            x = 1
            1 / 0
        except TypeError:
            pass
        y = 1
    z = 1


def raised_again():
    try:
        1 / 0
    except Exception:
        x = 1
        raise


def thrown_into():
    def g():
        try:
            yield 1
        except ValueError:
            pass

    i = g()
    next(i)
    i.throw(TypeError)


def with_in_finally():
    try:
        1 / 0
    finally:
        with Manager():
            pass
        z = 1


for f in in_handler, in_named_handler, no_clause, no_clause_of_two, in_finally, past_finally, in_with, in_with_and_try, raised_again, thrown_into, with_in_finally:
    show(f)


# What a suppressed error leaves behind says nothing of where frames stand later.
import sys


class Suppressing(Manager):
    def __exit__(self, *args):
        return True


def suppressed():
    with Suppressing():
        1 / 0
    line = sys._getframe().f_lineno
    print("after with", line - sys._getframe().f_code.co_firstlineno)


def other():
    def inner():
        return sys._getframe(1).f_lineno

    print("in another", inner() - sys._getframe().f_code.co_firstlineno)


suppressed()
other()


def in_a_loop():
    for i in range(2):
        with Suppressing():
            raise ValueError
        print("in a loop", sys._getframe().f_lineno - sys._getframe().f_code.co_firstlineno)


def suppressed_in_finally():
    try:
        1 / 0
    finally:
        with Suppressing():
            raise KeyError


in_a_loop()
show(suppressed_in_finally)
other()
