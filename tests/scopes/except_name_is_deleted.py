error = "before"
try:
    1 / 0
except ZeroDivisionError as error:
    print(error)
try:
    print(error)
except NameError as e:
    print(e)
def f():
    try:
        raise ValueError("v")
    except ValueError as e:
        keep = e
    try:
        e
    except UnboundLocalError as u:
        print(u)
    return keep
print(repr(f()))
