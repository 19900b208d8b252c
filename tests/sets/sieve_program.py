def sieve(n):
    candidates = set(range(2, n + 1))
    for p in range(2, int(n ** 0.5) + 1):
        if p in candidates:
            candidates -= set(range(p * p, n + 1, p))
    return candidates
primes = sieve(60)
print(sorted(primes), len(primes))
twins = {(p, p + 2) for p in primes if p + 2 in primes}
print(sorted(twins))
evens = {n for n in range(20) if n % 2 == 0}
threes = {n for n in range(20) if n % 3 == 0}
print(sorted(evens & threes), sorted(evens - threes), sorted(evens ^ threes))
seen = set()
print([x for x in "abracadabra" if not (x in seen or seen.add(x))])
