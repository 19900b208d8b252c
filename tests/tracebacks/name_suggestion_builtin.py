print(lenght([1]))
