# args: one two -c three
import sys
print(len(sys.argv), sys.argv[1:])
print(sys.argv[0])
print(__name__, __file__.endswith("argv.py"))
