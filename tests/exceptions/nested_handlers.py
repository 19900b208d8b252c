import sys
def show(tag): print(tag, repr(sys.exception()))
show("start")
try:
    raise ValueError(1)
except ValueError:
    show("outer handler")
    try:
        raise KeyError(2)
    except KeyError:
        show("inner handler")
    show("back in outer")
    def helper():
        show("in helper")
        try:
            raise IndexError(3)
        except IndexError:
            show("helper handler")
        show("helper end")
    helper()
show("end")
def bare():
    try:
        raise TypeError("original")
    except TypeError:
        try:
            int("x")
        except ValueError:
            pass
        raise
try:
    bare()
except TypeError as error:
    print(error, repr(error.__context__))
def order():
    try:
        try:
            raise ValueError("a")
        except KeyError:
            print("never")
        except LookupError:
            print("never")
        finally:
            print("finally runs on the way")
    except Exception as error:
        print("caught", error)
    else:
        print("never")
order()
def deep(n):
    try:
        if n: deep(n - 1)
        else: raise ValueError("bottom")
    finally:
        print("unwind", n)
try:
    deep(3)
except ValueError as error:
    print(error)
