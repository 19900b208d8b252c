known = 1
def __getattr__(name):
    if name == "computed":
        return "made on demand"
    raise AttributeError(f"no {name} in this lazy module")
