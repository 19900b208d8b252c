# One object may stand in several places. That is cheap, and sometimes a trap.

row = [0, 0, 0]
grid = [row, row]              # the same row, twice
grid[0][1] = "X"
print("shared rows:  ", grid, "- one object:", grid[0] is grid[1])

grid = [[0] * 3 for _ in range(2)]   # a new row each time
grid[0][1] = "X"
print("separate rows:", grid, "- one object:", grid[0] is grid[1])

trap = [[]] * 3                # `*` repeats references, it does not copy
trap[0].append(1)
print("[[]] * 3:     ", trap)

original = [[1, 2], [3, 4]]
shallow = original[:]          # a new outer list, the same inner ones
shallow.append([5])
shallow[0].append("both")
print("original:     ", original)
print("shallow copy: ", shallow)


def remember(item, memory=[]):  # the default is made once, when `def` runs
    memory.append(item)
    return memory


remember("a")
print("shared default:", remember("b"))
