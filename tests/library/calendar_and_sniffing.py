"""Pages, locales and the command line of calendar; what csv guesses of a sample, and what it refuses."""

import calendar
import contextlib
import copy
import csv
import io
import pickle
import warnings

page = calendar.HTMLCalendar(6).formatyearpage(2023, width=4, css=None, encoding="ascii")
print(page[:300], len(page), page[-40:])
print(calendar.LocaleTextCalendar(locale="C").formatmonth(2023, 2), calendar.LocaleHTMLCalendar(6, None).formatweekheader())
out = io.StringIO()
with contextlib.redirect_stdout(out):
    calendar.main(["2023", "5", "-w", "4", "-f", "6"])
    calendar.main("2023 -m 6 -s 2 -l 1".split())
print(out.getvalue())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(repr(calendar.February), caught[0].message, caught[0].category.__name__)


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except (csv.Error, TypeError, ValueError, AttributeError) as err:
        print(type(err).__name__, err)


attempt(lambda: calendar.March)
SAMPLES = ["a,b,c\n1,2,3\n4,5,6\n", "x;'y z';3\n'q';'r';4\n", "name: age: city\nann: 3: rome\n", '"a","b"\n"c""d","e"\n',
           "'one'\n'two'\n", "a|b|c\nd|e|f\n", "1\t2\t3\n4\t5\t6\n", "abc\ndef\n", "a b c, d e f\nx y z, u v w\n", "k=1 j=2\nk=3 j=4\n",
           "2020-01-02 10:11\n2020-01-03 12:13\n", "'a', 'b'\n'c', 'd'\n", ""]
for sample in SAMPLES:
    for delimiters in (None, ",;", "|"):
        try:
            found = csv.Sniffer().sniff(sample, delimiters)
        except csv.Error as err:
            print(err)
        else:
            print([found.delimiter, found.quotechar, found.doublequote, found.skipinitialspace])
for sample in ("name,age\nann,3\nbob,4\n", "1,2\n3,4\n"):
    print(csv.Sniffer().has_header(sample))

attempt(copy.copy, csv.get_dialect("excel"))
attempt(pickle.dumps, csv.get_dialect("excel"))
attempt(csv.reader, [], quotechar=" ", skipinitialspace=True)
attempt(csv.reader, [], delimiter="\n")
for quoting in range(6):
    for row in (["", ""], [None, "x"], [""]):
        out = io.StringIO()
        attempt(csv.writer(out, delimiter=" ", skipinitialspace=True, quoting=quoting, lineterminator="").writerow, row)
        print(repr(out.getvalue()))
for quoting in (csv.QUOTE_NONNUMERIC, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    attempt(list, csv.reader([',3,"5",,""'], quoting=quoting))


class Bad(csv.Dialect):
    delimiter, quotechar, lineterminator, quoting = ",", "\n", "\r\n", csv.QUOTE_ALL


attempt(Bad)
Bad.quotechar = "ab"
attempt(Bad)
