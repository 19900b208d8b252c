import asyncio, sys
log = []
async def work(n, d): print("start", n); await asyncio.sleep(d); print("end", n); return n
async def fail(d): await asyncio.sleep(d); raise ValueError("failed")
async def main():
    print(await asyncio.gather(work(1, .02), work(2, .01), work(3, 0)))
    t = asyncio.create_task(work("t", .01), name="named"); print(t.get_name(), t.done(), asyncio.current_task().get_name(), len(asyncio.all_tasks())); print(await t, t.done(), t.result())
    print(await asyncio.gather(fail(0), work("g", 0), return_exceptions=True))
    try: await asyncio.gather(fail(0), work("h", .01))
    except ValueError as e: print("caught", e)
    try: await asyncio.wait_for(asyncio.sleep(5), .01)
    except asyncio.TimeoutError as e: print("timeout", repr(e))
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(5)
    except TimeoutError: print("timeout 2")
    async with asyncio.timeout(1) as tm: await asyncio.sleep(0)
    print(tm.expired())
    t = asyncio.create_task(asyncio.sleep(5)); await asyncio.sleep(0); t.cancel("msg")
    try: await t
    except asyncio.CancelledError as e: print("cancelled", e.args, t.cancelled())
    async def cleanup():
        try: await asyncio.sleep(5)
        except asyncio.CancelledError: print("cleaning"); raise
        finally: print("finally")
    t = asyncio.create_task(cleanup()); await asyncio.sleep(0); t.cancel(); print(await asyncio.gather(t, return_exceptions=True))
    q = asyncio.Queue(2)
    async def producer():
        for i in range(5): await q.put(i); print("put", i)
    async def consumer():
        while True:
            x = await q.get(); print("got", x); q.task_done()
    c = asyncio.create_task(consumer()); await producer(); await q.join(); c.cancel(); print(q.empty(), q.qsize(), str(q))
    lock = asyncio.Lock()
    async def locked(n):
        async with lock: print("in", n); await asyncio.sleep(0); print("out", n)
    await asyncio.gather(locked(1), locked(2)); print(lock.locked())
    ev = asyncio.Event()
    async def waiter(): print("wait", await ev.wait())
    w = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); await w
    sem = asyncio.Semaphore(2); running = 0
    async def limited(n):
        nonlocal running
        async with sem: running += 1; print("running", running); await asyncio.sleep(0); running -= 1
    await asyncio.gather(*(limited(i) for i in range(5)))
    cond = asyncio.Condition()
    async def cw():
        async with cond: await cond.wait(); print("notified")
    ct = asyncio.create_task(cw()); await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await ct
    done, pending = await asyncio.wait([asyncio.create_task(work("w1", .01)), asyncio.create_task(work("w2", .1))], return_when=asyncio.FIRST_COMPLETED); print(len(done), len(pending)); [p.cancel() for p in pending]
    for f in asyncio.as_completed([asyncio.sleep(.02, "a"), asyncio.sleep(.001, "b")]): print("completed", await f)
    async with asyncio.TaskGroup() as tg: a = tg.create_task(work("x", .01)); b = tg.create_task(work("y", 0))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(fail(.001)); tg.create_task(cleanup())
    except* ValueError as eg: print(eg.exceptions, eg)
    fut = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_soon(fut.set_result, 5); print(await fut, fut)
    asyncio.get_running_loop().call_later(.001, print, "later"); await asyncio.sleep(.01)
    print(await asyncio.shield(work("s", 0)), await asyncio.to_thread(lambda: 7), await asyncio.sleep(0, "res"))
    async def agen():
        for i in range(3): await asyncio.sleep(0); yield i
    print([x async for x in agen()])
    p = asyncio.PriorityQueue(); [p.put_nowait(x) for x in (3, 1, 2)]; print([await p.get() for _ in range(3)])
    try: p.get_nowait()
    except asyncio.QueueEmpty: print("empty")
    bar = asyncio.Barrier(2); print(sorted(await asyncio.gather(bar.wait(), bar.wait())))
    for bad in (asyncio.wait([]), asyncio.wait([work(1, 1)])):
        try: await bad
        except Exception as e: print(type(e).__name__, e)
    return "result"
print(asyncio.run(main()))
def t(f, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
t(asyncio.run, 5); t(asyncio.get_running_loop); t(lambda: asyncio.run(fail(0)))
async def nested():
    c = work(1, 0)
    try: asyncio.run(c)
    except RuntimeError as e: print(e); c.close()
asyncio.run(nested())
async def left(): t = asyncio.create_task(asyncio.sleep(9)); await asyncio.sleep(0); return t
print(asyncio.run(left()).cancelled())
loop = asyncio.new_event_loop(); print(loop.run_until_complete(work("old", 0)), loop.is_running()); loop.close(); print(loop.is_closed()); t(loop.call_soon, print)
with asyncio.Runner() as r: print(r.run(work("r1", 0)), r.run(work("r2", 0)))
print(asyncio.iscoroutinefunction(main), asyncio.isfuture(5), issubclass(asyncio.CancelledError, Exception), asyncio.TimeoutError is TimeoutError, asyncio.CancelledError)
