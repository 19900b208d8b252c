def risky():
    raise OSError(2, "No such file or directory", "data.txt")
try:
    risky()
except OSError:
    print("logged")
    raise
