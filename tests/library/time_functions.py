import time
t0 = time.gmtime(0); print(t0, t0.tm_year, t0[7], tuple(t0))
print(time.asctime(t0), time.ctime(86400 * 365), time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %w %p %I %y %% %D %T", time.gmtime(1e9)))
print(time.mktime(time.localtime(1234567890)) == 1234567890, time.mktime((2000, 13, 32, 0, 0, 0, 0, 0, 0)))
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
for text, form in (("2024-02-29 12:34:56", "%Y-%m-%d %H:%M:%S"), ("Mon Jan  1 00:00:00 2024", "%a %b %d %H:%M:%S %Y"), ("31/12/99", "%d/%m/%y"), ("07:05 PM", "%I:%M %p"), ("2024 060", "%Y %j"), ("March 5, 2021", "%B %d, %Y"), ("100%", "100%%"), ("2020 10 1", "%Y %U %w"), ("2020 10 1", "%Y %W %w"), ("Wed", "%a")):
    t(time.strptime, text, form)
for bad in (("2024-13-01", "%Y-%m-%d"), ("1", "%Q %Y"), (5, "%Y"), ("31 2 2023", "%d %m %Y")): t(time.strptime, *bad)
s = time.struct_time((2024, 1, 2, 3, 4, 5, 1, 2, 0)); print(s, s == (2024, 1, 2, 3, 4, 5, 1, 2, 0), s.tm_min); t(time.struct_time, (1, 2)); t(time.struct_time, range(12)); t(time.struct_time, 5)
t(time.asctime, 5); t(time.strftime, "%d", (2024, 13, 1, 0, 0, 0, 0, 1, 0)); t(time.strftime, "%H", (2024, 1, 1, 25, 0, 0, 0, 1, 0)); t(time.mktime, 5); t(time.sleep, -1)
print(time.clock_gettime(time.CLOCK_MONOTONIC) <= time.monotonic() + 1e9, time.clock_gettime_ns(time.CLOCK_REALTIME) > 0)
