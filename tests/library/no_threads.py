# differs: there is one thread and one process; CPython starts others
import subprocess
import threading

thread = threading.Thread(target=print, args=("never",))
for start in thread.start, lambda: subprocess.run(["ls"]):
    try:
        start()
    except (OSError, RuntimeError) as error:
        print(type(error).__name__, error)
lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(blocking=False))
print(threading.current_thread() is threading.main_thread(), threading.active_count())
