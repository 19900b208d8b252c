def load(key):
    return {}[key]
try:
    load("missing")
except KeyError:
    print("handling", flush=True)
    int("not a number")
