import _first
saw = hasattr(_first, "a"), hasattr(_first, "late")
b = _first.a + 1
