def run(action):
    try:
        print("try")
        result = action()
    except (ValueError, TypeError) as error:
        print("except", type(error).__name__, error)
    except ZeroDivisionError:
        print("division")
    except Exception:
        print("other")
        raise
    else:
        print("else", result)
    finally:
        print("finally")
run(lambda: 1); run(lambda: int("x")); run(lambda: 1 + "x"); run(lambda: 1 / 0)
try:
    run(lambda: [][0])
except IndexError as error:
    print("outside", error)
def early():
    try:
        return "try"
    finally:
        print("finally before return")
print(early())
def override():
    try:
        return "try"
    finally:
        return "finally"
print(override())
def swallow():
    for i in range(3):
        try:
            1 / 0
        finally:
            if i < 2: continue
            break
    return i
print(swallow())
def loop():
    for i in range(3):
        try:
            if i == 1: continue
            print("body", i)
        finally:
            print("cleanup", i)
loop()
def nested():
    try:
        try:
            raise KeyError("k")
        finally:
            print("inner finally")
    except KeyError as error:
        print("outer", error)
        return "value"
    finally:
        print("outer finally")
print(nested())
def chosen():
    x = 1
    try:
        return x
    finally:
        x = 2
print(chosen())
