class AppError(Exception):
    """Base."""
class NotEnough(AppError):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need, self.have = need, have
class Quiet(AppError):
    def __str__(self): return "quiet text"
try:
    raise NotEnough(5, 3)
except AppError as error:
    print(error, error.need, error.have, repr(error), error.args, type(error).__mro__[1].__name__)
try:
    raise Quiet("arg")
except Quiet as error:
    print(error, repr(error), error.args)
try:
    raise AppError
except AppError as error:
    print(repr(error), error.args)
for bad in (5, "text", int, None, object()):
    try:
        raise bad
    except TypeError as error:
        print(error)
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as error:
    print(error)
class Picky(Exception):
    def __init__(self, a, b): pass
try:
    raise Picky
except TypeError as error:
    print(error)
print(repr(Picky(1, 2)), Picky(1, 2).args)
try:
    raise
except RuntimeError as error:
    print(error)
