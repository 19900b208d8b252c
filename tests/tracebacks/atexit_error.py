# norm: addr
import atexit
def first(): print("first registered runs last")
def fails(): raise ValueError("in an exit function")
atexit.register(first)
atexit.register(fails)
atexit.register(print, "last registered runs first")
print("main")
