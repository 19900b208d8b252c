def f():
    raise ValueError("whole lines carry no carets")
f()
