def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "digit"
    else:
        return "large"

for n in (-1, 0, 7, 12):
    print(n, kind(n))

n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print("n is", n)
else:
    print("never printed")

while n > 0:
    n -= 2
else:
    print("while ran out at", n)

for i in range(3):
    if i == 5:
        break
else:
    print("for ran out at", i)
