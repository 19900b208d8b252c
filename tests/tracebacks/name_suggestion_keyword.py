def f(numbers):
    return maximum(numbers)
prnt(f)
