# Asynchronous generators that the loop has begun are closed when it ends.
import asyncio


async def numbers(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("closed", n)


async def bad():
    try:
        yield 1
    finally:
        raise ZeroDivisionError


kept = []


async def main():
    a = numbers(3)
    kept.append(a)
    print(await anext(a))
    b = numbers(1)
    print([x async for x in b])
    c = bad()
    kept.append(c)
    print(await anext(c))
    asyncio.get_running_loop().set_exception_handler(lambda loop, c: print(c["message"].split(" <")[0], repr(c["exception"]), sorted(c)))
    async for x in numbers(5):
        if x:
            break
    print("end")


asyncio.run(main())
print(asyncio.EventLoop is asyncio.SelectorEventLoop)
