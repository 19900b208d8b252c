# A class body may rebind and delete a variable of the function around.
def outer():
    y = "outer"
    z = 1

    class C:
        nonlocal y, z
        print(y)
        y = "from the class"
        del z

    print(y, "y" in vars(C))
    try:
        z
    except NameError as e:
        print(type(e).__name__, e)


outer()
