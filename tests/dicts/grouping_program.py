records = [("Ada", "math", 95), ("Bob", "math", 80), ("Ada", "art", 70), ("Cyd", "art", 88), ("Bob", "art", 91)]
by_name = {}
for name, subject, score in records:
    by_name.setdefault(name, {})[subject] = score
for name in sorted(by_name):
    scores = by_name[name]
    print(f"{name}: {scores} mean {sum(scores.values()) / len(scores):.1f}")
best = {}
for name, subject, score in records:
    if subject not in best or score > best[subject][1]:
        best[subject] = (name, score)
print(best)
histogram = {}
for *_, score in records:
    bucket = score // 10 * 10
    histogram[bucket] = histogram.get(bucket, 0) + 1
for bucket, n in sorted(histogram.items()):
    print(f"{bucket}s {'#' * n}")
memo = {}
def fib(n):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(80), len(memo))
