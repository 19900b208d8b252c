import sys
def hook(kind, value, tb):
    raise KeyError("hook itself fails")
sys.excepthook = hook
1 / 0
