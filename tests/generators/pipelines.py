def numbers(text):
    for word in text.split():
        try:
            yield int(word)
        except ValueError:
            print("skipping", word)
def running_mean():
    total, n, mean = 0, 0, None
    while True:
        x = yield mean
        total += x
        n += 1
        mean = total / n
mean = running_mean()
next(mean)
for n in numbers("10 20 x 30 forty 5"):
    print(n, mean.send(n))
mean.close()
def chunks(items, size):
    for i in range(0, len(items), size):
        yield items[i:i + size]
print(list(chunks("abcdefgh", 3)))
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
print([p for p, _ in zip(primes(), range(10))])
def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None and y is not None:
        if x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)
    while x is not None:
        yield x
        x = next(a, None)
    while y is not None:
        yield y
        y = next(b, None)
print(list(merge([1, 4, 9], [2, 3, 10, 11])))
lazy = (print("computing", i) or i for i in range(3))
print("nothing computed yet")
print(next(lazy))
print(list(lazy))
