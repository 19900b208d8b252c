def countdown(n):
    return countdown(n - 1) + 1
import sys
sys.setrecursionlimit(100)
countdown(0)
