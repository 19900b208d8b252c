s = "abcdefghij"
print(s[0], s[-1], s[2:5], s[:3], s[7:], s[::2], s[::-1], s[5:2], s[-3:], s[:-3], s[1:8:3], s[8:1:-3])
print(s[100:], s[-100:3], s[3:100], s[::100], s[::-100])
print(s[slice(1, 4)], s[slice(None, None, -1)], slice(1, 4), slice(5), slice(1, 10, 2).indices(6))
for index in (10, -11, "x", 1.0, None):
    try:
        s[index]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s[0] = "x"
except TypeError as error:
    print(error)
