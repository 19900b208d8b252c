class Inner:
    class DeepError(Exception): pass
def f():
    raise Inner.DeepError("nested", 1)
f()
