def big():
    return [0] * 10 ** 17
big()
