assert True
assert 1 + 1 == 2, "arithmetic works"
try:
    assert 1 == 2
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert [], "empty list is false"
except AssertionError as error:
    print(repr(error))
def message():
    print("message is evaluated only on failure")
    return "late"
assert True, message()
try:
    assert 0, message()
except AssertionError as error:
    print(error)
