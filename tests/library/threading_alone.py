import threading, queue
lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.001)); lock.release(); print(lock.locked())
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t(lock.release); t(lock.acquire, False, 1); t(lock.acquire, True, -2)
with lock: print("held", lock.locked())
r = threading.RLock(); r.acquire(); r.acquire(); r.release(); r.release(); t(r.release)
print(threading.current_thread().name, threading.current_thread() is threading.main_thread(), threading.active_count(), len(threading.enumerate()), threading.main_thread().is_alive(), threading.main_thread().daemon)
e = threading.Event(); print(e.is_set(), e.wait(0.001)); e.set(); print(e.is_set(), e.wait()); e.clear(); print(e.is_set())
s = threading.Semaphore(1); print(s.acquire(), s.acquire(blocking=False)); s.release(); b = threading.BoundedSemaphore(1); t(b.release); t(threading.Semaphore, -1)
c = threading.Condition(); t(c.wait); t(c.notify)
with c: print(c.wait(0.001), c.wait_for(lambda: 5)); c.notify_all()
x = threading.local(); x.a = 1; print(x.a, hasattr(x, "b"))
class L(threading.local):
    def __init__(self, v): self.v = v
print(L(3).v); t(threading.local, 5)
th = threading.Thread(target=print, args=("ran",), name="mine", daemon=True); print(th.name, th.daemon, th.is_alive(), th.ident); t(th.join); th.run(); print(threading.Thread(target=t).name, threading.Thread().name)
