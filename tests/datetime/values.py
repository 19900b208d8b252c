# skip: leak-check a moment is no object that the collector sees: as in CPython, a circle through one stays
"""What dates, times and differences do; each line is an expression."""
import datetime as D
import warnings
from datetime import *

warnings.simplefilter("ignore")
EXPRESSIONS = r"""
date(2024, 2, 29) ;; date(day=1, month=2, year=3) ;; date.min ;; date.max ;; date.resolution ;; date(2024, 1, 1).year ;; date(1, 1, 1).toordinal()
date.fromordinal(738000) ;; date.fromordinal(3652059) ;; date.fromordinal(1) ;; [date(2024, m, 1).weekday() for m in range(1, 13)]
date(2023, 12, 31).isoweekday() ;; date(2024, 12, 30).isocalendar() ;; date(2021, 1, 3).isocalendar() ;; date(2020, 12, 31).isocalendar().week
date(2024, 1, 1).isocalendar()[1:] ;; date(2024, 1, 1).isocalendar() == (2024, 1, 1) ;; date(9999, 12, 31).isocalendar() ;; date(1, 1, 1).isocalendar()
date.fromisocalendar(2020, 53, 7) ;; date.fromisocalendar(2024, 1, 1) ;; date(2024, 3, 1) - date(2023, 3, 1) ;; date(2024, 1, 31) + timedelta(1)
date(2024, 3, 1) - timedelta(1) ;; timedelta(hours=30) + date(2024, 1, 1) ;; date(2024, 1, 1).replace(day=5) ;; date(2024, 1, 1).replace(2025, 2)
date(2024, 1, 5).ctime() ;; date(2024, 1, 5).isoformat() ;; str(date(24, 1, 5)) ;; date(2024, 12, 31).timetuple() ;; date(2024, 1, 1) < date(2024, 1, 2)
date(2024, 1, 1) == date(2024, 1, 1) ;; date(2024, 1, 1) != 3 ;; date(2024, 1, 1) == datetime(2024, 1, 1) ;; {date(2024, 1, 1): 1}[date(2024, 1, 1)]
sorted([date(2024, 5, 1), date(2023, 5, 1)]) ;; max(date(2024, 5, 1), date.min) ;; hash(date(2024, 1, 1)) ;; {date(2024, 1, d) for d in range(1, 9)}
date.fromisoformat('2024-01-02') ;; date.fromisoformat('20240102') ;; date.fromisoformat('2024-W01-1') ;; date.fromisoformat('2024W011') ;; date.fromisoformat('2024-W10')
date.fromtimestamp(0) ;; date.today() == datetime.now().date() ;; f"{date(2024, 1, 5):%d/%m/%Y} {date(2024, 1, 5)}" ;; format(date(2024, 1, 5), "%A")
date(2024, 1, 5).strftime("%a %A %b %B %d %e %j %m %U %u %V %W %w %Y %y %G %C %D %F %h %n%t%% %H:%M:%S %f %z %Z %c %x %X %p %I") ;; date(999, 1, 1).strftime("%Y %y")
date(2024, 1, 5).__reduce__() ;; date(2024, 1, 5).__replace__(year=1)
time() ;; time(1, 2) ;; time(1, 2, 3) ;; time(1, 2, 3, 4) ;; time(1, 2, fold=1) ;; time(1, tzinfo=UTC) ;; time.min ;; time.max ;; time.resolution ;; bool(time())
str(time(1, 2, 3)) ;; str(time(1, 2, 3, 4, UTC)) ;; time(1, 2, 3, 4567).isoformat("milliseconds") ;; [time(1, 2, 3, 4).isoformat(s) for s in ("auto", "hours", "minutes", "seconds", "microseconds")]
time(1) < time(2) ;; time(1) == time(1, tzinfo=UTC) ;; time(1, tzinfo=timezone(timedelta(hours=1))) == time(0, tzinfo=UTC) ;; time(1, 2).replace(minute=5, tzinfo=UTC)
time.fromisoformat("01:02") ;; time.fromisoformat("T010203") ;; time.fromisoformat("01:02:03.123456789") ;; time.fromisoformat("01:02:03,5") ;; time.fromisoformat("23:59:59.999999+05:30")
time.fromisoformat("01Z") ;; time.fromisoformat("0102-0330") ;; time(13, 5).strftime("%H %I %p %M %S %f") ;; f"{time(1, 2):%H-%M}" ;; hash(time(1, 2)) ;; hash(time(1, 2, tzinfo=UTC))
time(1, tzinfo=UTC).utcoffset() ;; time(1, tzinfo=UTC).tzname() ;; time(1, tzinfo=UTC).dst() ;; time(1).utcoffset() ;; time(1, 2, 3, 4, UTC).__reduce__()
datetime(2024, 1, 2) ;; datetime(2024, 1, 2, 3, 4, 5, 6) ;; datetime(2024, 1, 2, 3, 4, 5) ;; datetime(2024, 1, 2, tzinfo=UTC, fold=1) ;; datetime.min ;; datetime.max
datetime.resolution ;; str(datetime(2024, 1, 2, 3, 4)) ;; str(datetime(2024, 1, 2, 3, 4, 5, 6, UTC)) ;; datetime(2024, 1, 2, 3).isoformat() ;; datetime(2024, 1, 2, 3).isoformat(" ", "minutes")
datetime(2024, 1, 2, 3, 4, 5).date() ;; datetime(2024, 1, 2, 3, 4, 5).time() ;; datetime(2024, 1, 2, 3, tzinfo=UTC).timetz() ;; datetime(2024, 1, 2, 3, 4, 5).ctime()
datetime.combine(date(2024, 1, 2), time(3, 4)) ;; datetime.combine(date(2024, 1, 2), time(3, 4), UTC) ;; datetime(2024, 1, 2).timetuple() ;; datetime(2024, 1, 2, tzinfo=UTC).utctimetuple()
datetime(2024, 1, 2, 3, tzinfo=timezone(timedelta(hours=5))).utctimetuple() ;; datetime(2024, 1, 2, tzinfo=UTC).timestamp() ;; datetime(1969, 12, 31, 23, 59, 59, 500000, UTC).timestamp()
datetime.fromtimestamp(0, UTC) ;; datetime.fromtimestamp(1.9999999, UTC) ;; datetime.fromtimestamp(-1.5, UTC) ;; datetime.fromtimestamp(1e9, timezone(timedelta(hours=2))) ;; datetime.fromtimestamp(1704164645.123456, UTC)
datetime(2024, 1, 2) + timedelta(hours=30) ;; datetime(2024, 1, 2) - timedelta(microseconds=1) ;; datetime(2024, 3, 1) - datetime(2024, 2, 1, 12) ;; timedelta(1) + datetime(2024, 1, 1)
datetime(2024, 1, 1, tzinfo=UTC) - datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=1))) ;; datetime(2024, 1, 1) < datetime(2024, 1, 1, 1) ;; datetime(2024, 1, 1) == datetime(2024, 1, 1, tzinfo=UTC)
datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))) == datetime(2024, 1, 1, tzinfo=UTC) ;; datetime(2024, 1, 1) == date(2024, 1, 1) ;; datetime(2024, 1, 1) != 1
datetime(2024, 1, 1, tzinfo=UTC).astimezone(timezone(timedelta(hours=-5), "EST")) ;; datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=2))).astimezone(UTC) ;; datetime(2024, 1, 1).replace(hour=5, tzinfo=UTC)
datetime.fromisoformat("2024-01-02") ;; datetime.fromisoformat("2024-01-02 03:04") ;; datetime.fromisoformat("2024-01-02T03:04:05.678901+05:30") ;; datetime.fromisoformat("20240102T030405Z") ;; datetime.fromisoformat("2024-W01-3T10")
datetime.fromisoformat("2024W013T10:30") ;; datetime.fromisoformat("2024-01-02T03:04:05,5-00:00") ;; datetime.fromisoformat("2024-01-02x03") ;; datetime.fromisoformat("2024-01-02T03:04:05+01:02:03.000004")
datetime(2024, 1, 2, 13, 4, 5, 6, timezone(timedelta(hours=5, minutes=30), "IST")).strftime("%H:%M:%S.%f %z %Z %:z %I %p %%") ;; datetime(2024, 1, 2).strftime("%Y-%m-%dT%H") ;; f"{datetime(2024, 1, 2, 3):%H:%M on %d}"
hash(datetime(2024, 1, 1)) ;; hash(datetime(2024, 1, 1, fold=1)) ;; hash(datetime(2024, 1, 1, tzinfo=UTC)) == hash(datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))) ;; datetime(2024, 1, 2, 3, 4, 5, 6).__reduce__()
datetime.now(UTC).tzinfo is UTC ;; datetime.utcnow().tzinfo ;; datetime.now() - datetime.now() < timedelta(1) ;; isinstance(datetime.now(), date) ;; datetime.today().fold
datetime.strptime("2024-01-02 03:04:05", "%Y-%m-%d %H:%M:%S") ;; datetime.strptime("5 Jan 24", "%d %b %y") ;; datetime.strptime("january 5, 2024 3pm", "%B %d, %Y %I%p") ;; datetime.strptime("Fri 05/01/70", "%a %d/%m/%y")
datetime.strptime("12:30:15.25", "%H:%M:%S.%f") ;; datetime.strptime("2024-060", "%Y-%j") ;; datetime.strptime("2024 10 1", "%Y %W %w") ;; datetime.strptime("2024 W10 3", "%G W%V %u") ;; datetime.strptime("2024-01-02 +0530", "%Y-%m-%d %z")
datetime.strptime("2024-01-02 -01:30:15", "%Y-%m-%d %z") ;; datetime.strptime("2024Z", "%Y%z") ;; datetime.strptime("1 % 2024", "%m %% %Y") ;; datetime.strptime("Tue Jan  2 03:04:05 2024", "%c") ;; datetime.strptime("01/02/24", "%x")
datetime.strptime("a.b(2024)", "a.b(%Y)") ;; datetime.strptime("12 am", "%I %p") ;; datetime.strptime("12 PM", "%I %p") ;; datetime.strptime("2024  \t 01", "%Y %m") ;; datetime.strptime("9", "%d") ;; datetime.strptime("UTC", "%Z")
timedelta() ;; timedelta(1, 2, 3) ;; timedelta(weeks=1, days=-1, hours=2.5, minutes=.1, milliseconds=7.25) ;; timedelta(-1) ;; timedelta(microseconds=-1) ;; timedelta(days=1.5) ;; timedelta(seconds=0.1) ;; timedelta(hours=1/3)
timedelta(microseconds=0.5) ;; timedelta(microseconds=1.5) ;; timedelta(microseconds=2.5) ;; timedelta(days=0.1, seconds=0.1, microseconds=0.4) ;; timedelta(True) ;; timedelta.min ;; timedelta.max ;; timedelta.resolution
str(timedelta(1)) ;; str(timedelta(2, 3661)) ;; str(timedelta(-1, 1, 1)) ;; str(timedelta(hours=100)) ;; str(timedelta(microseconds=5)) ;; timedelta(1, 2).total_seconds() ;; timedelta(microseconds=1).total_seconds() ;; (timedelta(1, 2, 3).days, timedelta(1, 2, 3).seconds, timedelta(1, 2, 3).microseconds)
timedelta(1) + timedelta(0, 5) ;; timedelta(1) - timedelta(2) ;; -timedelta(1, 2, 3) ;; +timedelta(1) ;; abs(timedelta(-1, 5)) ;; timedelta(1) * 3 ;; 3 * timedelta(1) ;; timedelta(1) * 1.5 ;; 0.1 * timedelta(1) ;; timedelta(1) / 7 ;; timedelta(1) / 2.5
timedelta(1) / timedelta(hours=5) ;; timedelta(1) // 7 ;; timedelta(1) // timedelta(hours=5) ;; timedelta(1) % timedelta(hours=5) ;; divmod(timedelta(1), timedelta(hours=-5)) ;; -timedelta(microseconds=7) // 2 ;; timedelta(microseconds=5) / 2 ;; timedelta(microseconds=7) / 2
timedelta(1) < timedelta(2) ;; timedelta(1) == timedelta(hours=24) ;; timedelta(1) == 1 ;; bool(timedelta(0)) ;; hash(timedelta(1)) ;; sum([timedelta(1), timedelta(2)], timedelta()) ;; timedelta(1, 2, 3).__reduce__() ;; {timedelta(1): 2}[timedelta(hours=24)]
UTC ;; timezone.utc is UTC ;; timezone(timedelta(0)) is UTC ;; timezone(timedelta(0), "x") ;; timezone(timedelta(hours=-5, minutes=-30)) ;; str(timezone(timedelta(hours=1))) ;; str(timezone(timedelta(hours=-5, minutes=-30, seconds=-1))) ;; str(UTC)
timezone.min ;; timezone.max ;; UTC.utcoffset(None) ;; UTC.tzname(None) ;; UTC.dst(None) ;; timezone(timedelta(hours=1), "CET").tzname(datetime.now()) ;; UTC == timezone(timedelta(0), "y") ;; hash(UTC) ;; UTC.fromutc(datetime(2024, 1, 1, tzinfo=UTC)) ;; UTC.__reduce__()
D.MINYEAR ;; D.MAXYEAR ;; D.__all__ ;; date ;; datetime.__mro__ ;; timezone.__base__ ;; date.__doc__ ;; datetime.__name__ ;; date.__module__ ;; datetime.strptime.__doc__
"""
for line in EXPRESSIONS.split("\n"):
    for text in filter(None, map(str.strip, line.split(";;"))):
        try:
            print(text, "->", ascii(eval(text)))
        except Exception as e:
            print(text, "->", type(e).__name__, e)


class Zone(tzinfo):
    """Two hours, and one more in summer."""

    def utcoffset(self, dt):
        return timedelta(hours=2) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1 if dt is not None and 4 <= dt.month <= 10 else 0)

    def tzname(self, dt):
        return "SUM" if self.dst(dt) else "WIN"


z = Zone()
for moment in (datetime(2024, 1, 1, 12, tzinfo=z), datetime(2024, 7, 1, 12, tzinfo=z)):
    print(moment, moment.tzname(), moment.dst(), moment.astimezone(UTC), moment.astimezone(UTC).astimezone(z), moment.timetuple().tm_isdst)
    print(f"{moment:%z %Z}", moment.timestamp(), moment.utctimetuple()[:5])


class Day(date):
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        return super().__new__(cls, *args)


d = Day(2024, 1, 31)
print(repr(d), d + timedelta(1), type(d - timedelta(1)), d.replace(day=1), Day.fromordinal(5), Day.fromisoformat("2024-01-01"))
d.note = 1
print(vars(d), d == date(2024, 1, 31), hash(d) == hash(date(2024, 1, 31)))


class Moment(datetime):
    pass


m = Moment(2024, 1, 1, 5)
print(repr(m), type(m + timedelta(1)), type(m.date()), m == datetime(2024, 1, 1, 5), m.replace(hour=1))


class Span(timedelta):
    pass


print(repr(Span(1)), type(Span(1) + Span(1)), str(Span(1)))
import sys
print([sys.getsizeof(x) for x in (date.min, datetime.min, datetime(1, 1, 1, tzinfo=UTC), time(), timedelta())])
import copy
print(copy.copy(m), copy.deepcopy([date.min, UTC, timedelta(1), time(1)]))
