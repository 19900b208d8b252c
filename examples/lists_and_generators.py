# A list holds all its items at once; a generator holds the way to the next one.

import sys


def squares(n):
    for i in range(n):
        yield i * i


for n in 10, 1000, 100_000:
    listed, generated = [i * i for i in range(n)], squares(n)
    print(f"{n:7} items: list {sys.getsizeof(listed):7} bytes, generator {sys.getsizeof(generated)} bytes, same sum:", sum(listed) == sum(generated))

# A generator can be used once; what it has given is gone.
once = squares(4)
print(list(once), list(once))


# What the generator's frame holds lives as long as the generator.
class Noisy:
    def __del__(self):
        print("the noisy one goes")


def holding():
    noisy = Noisy()
    yield 1
    yield 2


steps = holding()
print(next(steps))
del steps                      # it was not finished: closing it lets go of its locals
