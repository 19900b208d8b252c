# Every task and every callback of the loop has a context of its own.
import asyncio
import contextvars
import unittest

name = contextvars.ContextVar("name", default="nobody")


async def work(who):
    before = name.get()
    name.set(who)
    await asyncio.sleep(0)
    return before, name.get()


async def main():
    name.set("main")
    print(await asyncio.gather(work("a"), work("b")))
    print("after gather:", name.get())
    print(await work("plain await"))
    print("after await:", name.get())

    kept = contextvars.copy_context()
    task = asyncio.create_task(work("c"), context=kept)
    print(task.get_context() is kept, await task, kept[name], name.get())

    loop = asyncio.get_running_loop()
    name.set("scheduler")
    loop.call_soon(lambda: print("call_soon sees", name.get()))
    loop.call_soon(lambda: print("given context:", name.get()), context=kept)
    name.set("later")
    future = loop.create_future()
    future.add_done_callback(lambda f: print("callback sees", name.get()))
    name.set("after add")
    future.set_result(None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(work("d"), context=kept)
    print("group:", kept[name], name.get())


asyncio.run(main())
print("outside:", name.get())

with asyncio.Runner() as runner:
    print(runner.run(work("first run")))
    print(runner.run(work("second run")))


class Case(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        name.set("set up")

    async def asyncSetUp(self):
        print("asyncSetUp:", name.get())
        name.set("async set up")

    async def test_context(self):
        print("test:", name.get())
        name.set("test")
        self.addAsyncCleanup(self.clean, "an argument")
        self.addCleanup(print, "plain cleanup")

    async def clean(self, argument):
        print("clean:", name.get(), argument)

    async def test_failure(self):
        self.fail("as it should")

    async def asyncTearDown(self):
        print("asyncTearDown:", name.get())

    def tearDown(self):
        print("tearDown:", name.get())


result = unittest.defaultTestLoader.loadTestsFromTestCase(Case).run(unittest.TestResult())
print(result, len(result.failures))
