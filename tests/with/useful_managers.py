class Timer:
    clock = 0
    def __enter__(self):
        self.start = Timer.clock
        return self
    def __exit__(self, *exc):
        self.elapsed = Timer.clock - self.start
with Timer() as t:
    Timer.clock += 5
print(t.elapsed)
class suppress:
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): return self
    def __exit__(self, kind, value, tb): return kind is not None and issubclass(kind, self.kinds)
with suppress(KeyError, IndexError):
    [][1]
with suppress(ZeroDivisionError):
    1 / 0
class contextmanager:
    def __init__(self, f): self.f = f
    def __call__(self, *args):
        new = contextmanager(self.f)
        new.gen = self.f(*args)
        return new
    def __enter__(self): return next(self.gen)
    def __exit__(self, kind, value, tb):
        if kind is None:
            next(self.gen, None)
            return False
        try:
            self.gen.throw(value)
        except StopIteration:
            return True
        except BaseException as error:
            if error is value: return False
            raise
@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("tag saw", error)
    finally:
        print(f"</{name}>")
with tag("p") as n, tag("b"):
    print("text in", n)
with tag("i"):
    raise ValueError("inside")
class Transaction:
    def __init__(self, data): self.data = data
    def __enter__(self):
        self.saved = dict(self.data)
        return self.data
    def __exit__(self, kind, value, tb):
        if kind:
            self.data.clear(); self.data.update(self.saved)
            print("rolled back because of", kind.__name__)
        return True
account = {"a": 10}
with Transaction(account) as d: d["a"] -= 5
with Transaction(account) as d: d["a"] -= 100; d["zz"]
print(account)
