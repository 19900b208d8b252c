# skip: leak-check a moment is no object that the collector sees: as in CPython, a circle through one stays
"""Times that a clock shows twice, what a pickle keeps of them, and the constructor's way in for pickles."""

import pickle
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Village(tzinfo):
    """One hour ahead until three o'clock of a day in October; then the clock goes back to two."""

    back = datetime(2020, 10, 25, 3)

    def utcoffset(self, dt):
        if dt is None:
            return None
        naive = dt.replace(tzinfo=None, fold=0)
        if naive < self.back - timedelta(hours=1):
            return timedelta(hours=1)
        if naive < self.back:
            return timedelta(hours=0 if dt.fold else 1)
        return timedelta(0)

    def dst(self, dt):
        return self.utcoffset(dt)

    def tzname(self, dt):
        return "V"

    def __repr__(self):
        return "village"


village = Village()
first = datetime(2020, 10, 25, 2, 30, tzinfo=village)
second = first.replace(fold=1)
print(first.utcoffset(), second.utcoffset())
# One zone: the fold does not count. Another zone: a time that the clock shows twice equals nothing.
print(first == second, hash(first) == hash(second), first < second)
print(first == first.astimezone(timezone.utc), first - first.astimezone(timezone.utc))
print(first.astimezone(timezone.utc) == first, first != first.astimezone(timezone.utc))
noon = datetime(2020, 10, 25, 12, tzinfo=village)
print(noon == noon.astimezone(timezone.utc), noon <= noon.astimezone(timezone.utc))


class Counting(tzinfo):
    asked = 0

    def utcoffset(self, dt):
        Counting.asked += 1
        return timedelta(minutes=Counting.asked)


counting = Counting()
a, b = time(1, tzinfo=counting), time(2, tzinfo=counting)
print(a < b, a == b, Counting.asked)
a, b = datetime(1, 1, 1, 1, tzinfo=counting), datetime(1, 1, 1, 2, tzinfo=counting)
print(a < b, a == b, b - a, Counting.asked)

for moment in (time(1, 2, 3, 4, fold=1), datetime(2020, 1, 2, 3, 4, 5, 6, fold=1)):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        copied = pickle.loads(pickle.dumps(moment, protocol))
        print(protocol, copied == moment, copied.fold, moment.__reduce_ex__(protocol))


def attempt(cls, *args):
    try:
        print(repr(cls(*args)))
    except (TypeError, ValueError) as err:
        print(type(err).__name__, err)


attempt(date, b"\x07\xe4\x02\x03")
attempt(date, "\x07\xe4\x02\x03")
attempt(date, b"\x07\xe4\x0d\x03")
attempt(date, "\x07\xe4\x02\u0403")
attempt(datetime, b"\x07\xe4\x02\x03\x04\x05\x06\x00\x00\x07")
attempt(datetime, b"\x07\xe4\x82\x03\x04\x05\x06\x00\x00\x07", timezone.utc)
attempt(datetime, b"\x07\xe4\x82\x03\x04\x05\x06\x00\x00\x07", "utc")
attempt(datetime, "\x07\xe4\x02\x03\x04\x05\x06\x00\x00\u0407")
attempt(time, b"\x84\x05\x06\x00\x00\x07")
attempt(time, b"\x98\x05\x06\x00\x00\x07")
attempt(time, "\x04\x05\x06\x00\x00\x07", 5)
attempt(time, "\x04\x05\x06\x00\x00\u0407")


class Stated(tzinfo):
    def __getstate__(self):
        return "state"


print(Stated().__reduce__()[1:], tzinfo().__reduce__()[1:], timezone.utc.__reduce__()[1:])


class BadName(tzinfo):
    def tzname(self, dt):
        return "\ud800"


try:
    time(1, tzinfo=BadName()).strftime("%Z")
except ValueError as err:
    print(type(err).__name__)
