import sys
def hook(info):
    print("hook:", info.exc_type.__name__, info.exc_value, info.err_msg, info.object.__qualname__)
sys.unraisablehook = hook
class C:
    def __del__(self): raise ValueError("boom")
C()
def generator():
    try:
        yield
    finally:
        raise KeyError("while closing")
g = generator(); next(g); del g
print("end")
