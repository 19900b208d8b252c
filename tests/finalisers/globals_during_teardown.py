import sys
other = "a global"
class D:
    def __del__(self):
        print("other is", other, "| sys is", sys is not None)
d = D()
zlast = "set after d"
print("end")
