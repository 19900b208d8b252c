"""The module calendar."""
import calendar
import datetime

print(calendar.month(2024, 2))
print(calendar.month(2023, 10, w=4, l=2))
print(calendar.calendar(2024))
print(calendar.TextCalendar(6).formatyear(2023, w=3, l=1, c=4, m=2))
calendar.prmonth(2024, 1)
print(calendar.monthrange(2024, 2), calendar.monthrange(2023, 2), calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(2000, 2024))
print(calendar.weekday(2024, 1, 1), calendar.weekday(12024, 1, 1), repr(calendar.weekday(2024, 1, 1)), calendar.MONDAY, calendar.JANUARY)
print(calendar.monthcalendar(2024, 2), calendar.weekheader(3), calendar.firstweekday())
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.monthcalendar(2024, 2)[0], calendar.weekheader(10), calendar.firstweekday())
c = calendar.Calendar(3)
print(list(c.iterweekdays()), list(c.itermonthdates(2024, 2))[:5], list(c.itermonthdays(2024, 2))[:5], list(c.itermonthdays2(2024, 2))[:5])
print(list(c.itermonthdays3(2024, 1))[-5:], list(c.itermonthdays4(2024, 12))[-5:], c.monthdatescalendar(2024, 1)[0][0], len(c.yeardatescalendar(2024)))
print(c.yeardays2calendar(2024)[0][0][0], c.yeardayscalendar(2024, 4)[0][1][0], c.getfirstweekday())
print(list(calendar.month_name), list(calendar.day_abbr), calendar.month_abbr[3], calendar.day_name[-1], calendar.month_name[1:3], len(calendar.day_name))
print(calendar.timegm((2024, 1, 1, 0, 0, 0)), calendar.Month(2), calendar.Day.FRIDAY, [*calendar.Day][0])
print(calendar.HTMLCalendar().formatmonth(2024, 2))
print(calendar.HTMLCalendar(6).formatyear(2024, 4)[:300])
for f in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(7), lambda: calendar.month(2024, 0), lambda: calendar.weekday(2024, 2, 30)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, isinstance(e, ValueError))
calendar.prcal(2025)
