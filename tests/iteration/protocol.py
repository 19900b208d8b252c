class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
c = Countdown(3)
print(list(c), list(c), [x for x in Countdown(4)], sum(Countdown(5)), 2 in Countdown(3), max(Countdown(4)), *Countdown(2))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), iter(it) is it)
try:
    next(it)
except StopIteration as stop:
    print(repr(stop))
values = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), next(values))
class NoNext:
    def __iter__(self): return 5
try:
    iter(NoNext())
except TypeError as error:
    print(error)
class Uniter:
    __iter__ = None
try:
    iter(Uniter())
except TypeError as error:
    print(error)
for bad in (5, None, object):
    try:
        for x in bad: pass
    except TypeError as error:
        print(error)
class Raises:
    def __iter__(self): return self
    def __next__(self): raise ValueError("from next")
try:
    list(Raises())
except ValueError as error:
    print(error)
print(it.__length_hint__(), [].__iter__().__next__.__name__)
try:
    for i in iter(int, 1):
        if i == 0: raise LookupError("endless zeros")
except LookupError as error:
    print(error)
