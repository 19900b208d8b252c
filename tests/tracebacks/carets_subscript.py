table = {"a": [1, 2, 3]}
print(table["a"][0], table["a"][7] + 1)
