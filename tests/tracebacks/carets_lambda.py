table = {"half": lambda n: n / 0}
print(sorted([3, 1], key=table["half"]))
