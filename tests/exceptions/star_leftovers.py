# What except* clauses may name, and in which order what is left is raised.
def show(f):
    try:
        f()
    except BaseException as e:
        print(repr(e), "context", repr(e.__context__), "cause", repr(e.__cause__))


def group():
    return ExceptionGroup("a", [ValueError(1), OSError(2), ExceptionGroup("b", [ValueError(3), KeyError(4)])])


def naked():
    try:
        raise ValueError(1)
    except* ValueError as e:
        print(repr(e), e.exceptions)
        raise TypeError(2)


def naked_again():
    try:
        raise ValueError(1)
    except* ValueError:
        raise


def raised_and_again():
    try:
        raise group()
    except* ValueError:
        raise
    except* OSError as e:
        raise KeyError("x") from e


def only_again():
    try:
        raise group()
    except* (ValueError, KeyError):
        raise


def two_raised():
    try:
        raise group()
    except* ValueError:
        raise RuntimeError("first")
    except* OSError:
        raise RuntimeError("second")


def a_group_is_not_allowed():
    try:
        raise ValueError
    except* ExceptionGroup:
        pass


def not_in_a_tuple_either():
    try:
        raise ValueError
    except* (KeyError, BaseExceptionGroup):
        pass


def no_class():
    try:
        raise ValueError
    except* 3:
        pass


show(naked)
show(naked_again)
show(raised_and_again)
show(only_again)
show(two_raised)
show(a_group_is_not_allowed)
show(not_in_a_tuple_either)
show(no_class)
