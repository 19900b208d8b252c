# stdin: date,city,temp
# stdin: 2024-01-01,Oslo,-5.5
# stdin: 2024-01-01,Rome,11
# stdin: 2024-01-02,Oslo,-7
# stdin: 2024-01-02,Rome,x
# stdin: 2024-01-03,Rome,12.25
import sys
header, *rows = [line.strip().split(",") for line in sys.stdin]
table, errors = {}, []
for number, row in enumerate(rows, start=2):
    record = dict(zip(header, row))
    try:
        table.setdefault(record["city"], []).append(float(record["temp"]))
    except ValueError as error:
        errors.append(f"line {number}: {error}")
print(f"{'city':<8}|{'n':>3}|{'mean':>8}|{'min':>7}|{'max':>7}")
print("-" * 8 + "+" + "+".join("-" * w for w in (3, 8, 7, 7)))
for city, temps in sorted(table.items()):
    print(f"{city:<8}|{len(temps):>3}|{sum(temps) / len(temps):>8.2f}|{min(temps):>7.1f}|{max(temps):>7.1f}")
print(*errors, sep="\n", file=sys.stderr)
sys.exit(1 if errors else 0)
