def seen(value):
    print("eval", value)
    return value

print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1)
print(seen(1) < seen(3) < seen(2))
print(seen(5) < seen(3) < seen(2))
n, m = 1, 2
print(1 == 1.0 == True, n is not None is not m)
x = 5
print(0 <= x < 10, 0 <= x < 5, not 0 <= x < 5)
print(1 in [1, 2] == True)
