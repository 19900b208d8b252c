n = 2 ** 200
print(n, n.bit_length())
print(n + 1 - n, n * n == 2 ** 400, n // 3, n % 1000007)
f = 1
for i in range(1, 41):
    f *= i
print(f)
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)
print(-n // 7, -n % 7, divmod(-n, 10 ** 20))
print(hex(n - 1), oct(2 ** 70), bin(2 ** 65))
print(pow(3, 10 ** 18, 10 ** 9 + 7), pow(2, 1000) % 97)
print(int("123456789012345678901234567890") * 10, str(10 ** 30)[:5])
print(n > 10 ** 60, n == float(2 ** 200), hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2))
print((10 ** 30) / (10 ** 28), 2 ** 1000 / 2 ** 999, 10 ** 25 // 3 * 3 + 10 ** 25 % 3 == 10 ** 25)
print((-n) >> 190, n & (n - 1), n | 1, n ^ n, ~n)
try:
    print(2 ** 2000 / 3)
except OverflowError as error:
    print(error)
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)
