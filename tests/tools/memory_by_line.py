# differs: the real memory_profiler shows the pages of the process, which vary; ours shows the bytes of the heap
# skip: stress-gc what waits for a collection never waits
# skip: poison freed blocks are not used again
import io
import re
from memory_profiler import memory_usage, profile
import psutil

table = io.StringIO()


@profile(stream=table)
def work():
    numbers = [0] * 1_000_000
    lists = [[] for _ in range(2_000)]
    del numbers
    return len(lists)


work()
# What the heap holds in all depends on the environment of the process; what a line adds does not.
text = re.sub(r"(\d+\.\d) MiB( +)\1 MiB", r"n.n MiB\2n.n MiB", table.getvalue())
print(re.sub(r"(?m)^( +\d+ +)\d+\.\d MiB", r"\1n.n MiB", text), end="")

before = psutil.Process().memory_info().rss
large = bytearray(5 << 20)
print("rss:", (psutil.Process().memory_info().rss - before) // 1024, "KiB more")
del large
print("at most:", round(memory_usage((bytearray, (8 << 20,)), max_usage=True) - before / (1 << 20)), "MiB more")
