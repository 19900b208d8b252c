def queens(n, row=0, cols=(), diag1=(), diag2=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if c not in cols and row + c not in diag1 and row - c not in diag2:
            yield from queens(n, row + 1, cols + (c,), diag1 + (row + c,), diag2 + (row - c,))
solutions = list(queens(6))
print(len(solutions), solutions)
for c in solutions[0]:
    print(". " * c + "Q " + ". " * (5 - c))
print([len(list(queens(n))) for n in range(1, 7)])
puzzle = [[1, 0, 0, 0], [0, 0, 3, 0], [0, 4, 0, 0], [0, 0, 0, 2]]
def fits(g, r, c, v):
    br, bc = r // 2 * 2, c // 2 * 2
    return all(g[r][i] != v and g[i][c] != v for i in range(4)) and all(g[br + i // 2][bc + i % 2] != v for i in range(4))
def solve(g):
    for r in range(4):
        for c in range(4):
            if not g[r][c]:
                for v in range(1, 5):
                    if fits(g, r, c, v):
                        g[r][c] = v
                        if solve(g): return True
                        g[r][c] = 0
                return False
    return True
print(solve(puzzle))
for row in puzzle: print(*row)
