# norm: addr
class Late:
    def __del__(self):
        1 / 0
keep = Late()
print("main is over")
