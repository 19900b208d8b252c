data = [1, 5, 2, 8, 3]
if (n := len(data)) > 3:
    print("long:", n)
while (item := data.pop()) != 5:
    print("popped", item)
print(data, item)
print([y := 1, y ** 2, y + 5], y)
print([last := x for x in range(4)], last)
print((a := 1) + (b := a + 1), a, b)
def f(x=(k := 3)):
    return x
print(f(), k)
