counter = 0
def step():
    return countre + 1
step()
