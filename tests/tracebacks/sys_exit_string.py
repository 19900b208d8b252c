import sys
sys.exit("a message goes to stderr, and the status is 1")
