def inner(x):
    return x["key"]["deep"]
def outer(data):
    result = [inner(item) for item in data]
    return result
outer([{"key": {"deep": 1}}, {"key": 5}])
