"""Handlers that begin new files, keep records or put them into queues; what formats may be; adapters of adapters."""

import copy
import logging
import logging.handlers
import os
import queue
import tempfile
import time
from datetime import time as clock


def record(text, level=logging.INFO, *args):
    return logging.LogRecord("tests", level, "a/b.py", 7, text, args, None)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "app.log")
    rotating = logging.handlers.RotatingFileHandler(path, maxBytes=30, backupCount=2, encoding="utf-8")
    for i in range(9):
        rotating.handle(record("message %d", logging.INFO, i))
    rotating.close()
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as file:
            print(name, file.read().split("\n"))
    named = logging.handlers.RotatingFileHandler(os.path.join(folder, "n.log"), maxBytes=10, backupCount=1, delay=True)
    named.namer = lambda name: name + ".old"
    for word in ("first one", "second one"):
        named.handle(record(word))
    named.close()
    print(sorted(name for name in os.listdir(folder) if name.startswith("n")))

    for when, interval, at in (("s", 5, None), ("M", 2, None), ("H", 1, None), ("d", 1, None), ("midnight", 1, None), ("midnight", 2, clock(6)),
                               ("W0", 1, None), ("W4", 2, clock(12, 30))):
        timed = logging.handlers.TimedRotatingFileHandler(path, when, interval, utc=True, atTime=at, delay=True)
        print(when, timed.interval, timed.suffix, [timed.computeRollover(now) - now for now in (0, 21600, 86399, 345600, 1700000000)])
        timed.close()
    for when in ("W", "W7", "Y"):
        try:
            logging.handlers.TimedRotatingFileHandler(path, when, delay=True)
        except ValueError as err:
            print(err)
    timed = logging.handlers.TimedRotatingFileHandler(os.path.join(folder, "t.log"), "D", backupCount=2, utc=True)
    for day in range(1, 6):
        open(os.path.join(folder, f"t.log.2020-01-0{day}"), "w").close()
    open(os.path.join(folder, "t.log.notes"), "w").close()
    print([os.path.basename(name) for name in timed.getFilesToDelete()], timed.shouldRollover(record("x")))
    timed.rolloverAt = int(time.time()) - 1
    print(timed.shouldRollover(record("x")))
    timed.doRollover()
    timed.close()
    print(len([name for name in os.listdir(folder) if name.startswith("t.log.2")]), os.path.exists(os.path.join(folder, "t.log")))

    watched = logging.handlers.WatchedFileHandler(os.path.join(folder, "w.log"))
    watched.handle(record("before"))
    os.rename(watched.baseFilename, watched.baseFilename + ".aside")
    watched.handle(record("after"))
    watched.close()
    for name in ("w.log", "w.log.aside"):
        with open(os.path.join(folder, name)) as file:
            print(name, file.read().split())


class Target(logging.Handler):
    def emit(self, record):
        print("target:", record.levelname, self.format(record))


memory = logging.handlers.MemoryHandler(3, logging.ERROR, Target())
for level in (logging.INFO, logging.ERROR, logging.DEBUG, logging.DEBUG):
    memory.handle(record("kept", level))
    print(len(memory.buffer))
memory.close()
quiet = logging.handlers.MemoryHandler(3, target=Target(), flushOnClose=False)
quiet.handle(record("never seen"))
quiet.close()

waiting = queue.Queue()
logging.handlers.QueueHandler(waiting).handle(record("number %d of %s", logging.WARNING, 3, "four"))
got = waiting.get()
print(got.msg, got.message, got.args, got.levelname)
listener = logging.handlers.QueueListener(waiting, Target(), Target(logging.CRITICAL), respect_handler_level=True)
listener.handle(got)
copied = copy.copy(got)
print(copied.getMessage())

for style, formats in (("%", ("%(asctime)*3s", "%(x)#12.3f", "%(a b)s", "%(x)y", "x")), ("{", ("{x.y[0]}", "{x['k']}", "{x y}", "{x!q}", "{x:>5z}", "{x:{w}}", "{}")),
                       ("$", ("${x}", "$", "$x $", "x", "$$x"))):
    for text in formats:
        try:
            logging.Formatter(text, style=style)
            print(style, text, "is fine")
        except ValueError as err:
            print(style, text, err)


class Loud(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"{self.extra['mark']} {msg}", kwargs


logger = logging.getLogger("tests.adapted")
logger.propagate = False
logger.addHandler(Target())
nested = Loud(Loud(logger, {"mark": "!"}), {"mark": "?"})
nested.warning("hello %s", "you")
nested.log(logging.CRITICAL, "bye")
print(nested.name, nested.manager is logger.manager)


class Noisy(logging.Handler):
    def acquire(self):
        print("acquire")
        super().acquire()

    def flush(self):
        print("flush")
        raise OSError

    def release(self):
        print("release")
        super().release()


noisy = Noisy()
logging.shutdown([lambda: noisy])
noisy.flush = lambda: None
