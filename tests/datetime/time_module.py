"""time.strftime and time.strptime."""
import time

LETTERS = "a A b B c C d D e F g G h H I j k l m M n p P r R S t T u U V w W x X y Y %".split()
for day in ((2024, 1, 1, 0, 0, 0, 0, 1, -1), (2023, 12, 31, 23, 59, 59, 6, 365, 0), (2021, 1, 3, 12, 5, 9, 6, 3, 0), (2020, 12, 31, 13, 0, 0, 3, 366, 0),
            (2016, 1, 1, 1, 2, 3, 4, 1, 0), (2026, 12, 31, 1, 2, 3, 3, 365, 0), (1, 1, 1, 0, 0, 0, 0, 1, 0)):
    print([time.strftime("%" + c, day) for c in LETTERS])
for text, format in (("2024-01-02", "%Y-%m-%d"), ("Tue Jan  2 03:04:05 2024", "%c"), ("12 pm", "%I %p"), ("2024 366", "%Y %j"), ("GMT", "%Z"), ("x", "%Y"), ("2024x", "%Y")):
    try:
        print(time.strptime(text, format))
    except ValueError as e:
        print(e)
print(time.strptime("Tue Jan  2 03:04:05 2024"))
try:
    time.strptime(1, "%Y")
except TypeError as e:
    print(e)
