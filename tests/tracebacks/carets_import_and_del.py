import sys
items = [1, 2]
del items[5]
