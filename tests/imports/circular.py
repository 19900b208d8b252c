import _first
print(_first.a, _first.second.b, _first.second.saw)
try:
    import _loop_a
except ImportError as error:
    print(str(error).split(" (most likely")[0])
