# A keyword of a constructor may have the name of what the constructor calls its own class or object.
print(dict(cls=1, self=2, iterable=3))


class Table(dict):
    pass


print(Table(cls=1), Table([("a", 1)], cls=2, self=3))
for make in list, set, map:
    try:
        make(cls=1)
    except TypeError as error:
        print(error)
