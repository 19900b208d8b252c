"""A module for import tests."""
print("importing", __name__)
value = 42
_private = 1
def double(x): return x * 2
class Thing:
    def __repr__(self): return f"<{__name__}.Thing>"
state = []
