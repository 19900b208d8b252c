"""What strptime reads of names and zones, and its warning of a day without a year."""

import _strptime
import time
import warnings
from datetime import datetime

for text, format in (("Tue 3 MARCH 2020", "%a %d %B %Y"), ("12 am", "%I %p"), ("UTC", "%Z"), ("gmt", "%Z"),
                     ("2020 0 0", "%Y %U %w"), ("a.b 2020", "a.b %Y"), ("2020%", "%Y%%")):
    print(time.strptime(text, format))
for text, format in (("Febtober 2020", "%B %Y"), ("MET", "%Z"), ("3", "%"), ("3", "%e"), ("3 4", "%m")):
    try:
        print(time.strptime(text, format))
    except ValueError as err:
        print(err)
print(_strptime._strptime("10 12 UTC +01:30:05.5 2020", "%d %H %Z %z %Y"))
print(repr(datetime.strptime("2020 -0130 GMT", "%Y %z %Z")))

for text, format in (("3 Mar", "%d %b"), ("3 20", "%d %y"), ("Mar", "%b"), ("03/04/20", "%x")):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        time.strptime(text, format)
        print(format, [w.category.__name__ for w in caught])
datetime.strptime("1", "%d")

words = _strptime.LocaleTime()
print(words.f_weekday[0], words.a_month[1], words.am_pm, words.LC_date)
directives = _strptime.TimeRE(words)
print(directives.pattern("%H:%M (%p)"), directives.compile("%Y").match("2020")["Y"])
