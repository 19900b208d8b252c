import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
keep = D("global")
def f():
    local = D("local")
    try:
        sys.exit(4)
    finally:
        print("finally")
f()
