def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = (x + dx, y + dy)
                    counts[key] = counts.get(key, 0) + 1
    return {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
def show(cells, w, h):
    for y in range(h):
        print("".join("#" if (x, y) in cells else "." for x in range(w)))
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(4):
    print("generation", generation)
    show(cells, 6, 5)
    cells = step(cells)
for row in range(11):
    y = (row - 5) / 4.5
    line = ""
    for col in range(40):
        x = (col - 28) / 14
        a = b = n = 0
        while a * a + b * b < 4 and n < 30:
            a, b, n = a * a - b * b + x, 2 * a * b + y, n + 1
        line += " .:-=+*#%@"[n // 3 if n < 30 else 9]
    print(line.rstrip())
