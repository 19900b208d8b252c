def fail():
    return undefined
fail()
