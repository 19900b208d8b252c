"""Further handlers of records: files that are changed for new ones, buffers, queues. Handlers that talk over a network are absent."""

import copy
import logging
import os
import re
import time

__all__ = ["BaseRotatingHandler", "RotatingFileHandler", "TimedRotatingFileHandler", "BufferingHandler", "MemoryHandler", "QueueHandler", "QueueListener",
           "WatchedFileHandler", "DEFAULT_TCP_LOGGING_PORT", "DEFAULT_UDP_LOGGING_PORT", "DEFAULT_HTTP_LOGGING_PORT",
           "DEFAULT_SOAP_LOGGING_PORT", "SYSLOG_UDP_PORT", "SYSLOG_TCP_PORT"]

DEFAULT_TCP_LOGGING_PORT, DEFAULT_UDP_LOGGING_PORT, DEFAULT_HTTP_LOGGING_PORT, DEFAULT_SOAP_LOGGING_PORT = range(9020, 9024)
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514


# --- files ---------------------------------------------------------------------------------------------------

class BaseRotatingHandler(logging.FileHandler):
    """Writes to a file, and begins a new one when a subclass says so."""

    namer = None
    rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        logging.FileHandler.__init__(self, filename, mode=mode, encoding=encoding, delay=delay, errors=errors)

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """The name of a file that is put aside."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Put a file aside."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)


class RotatingFileHandler(BaseRotatingHandler):
    """Begins a new file when one would get too long. Old ones get the endings .1, .2 and so on."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        # A file that is cut off at its start has nothing to be put aside.
        if maxBytes > 0:
            mode = "a"
        BaseRotatingHandler.__init__(self, filename, mode, encoding=encoding, delay=delay, errors=errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def doRollover(self):
        """Put the file aside and begin a new one."""
        if self.stream:
            self.stream.close()
            self.stream = None
        if self.backupCount > 0:
            names = [self.rotation_filename(f"{self.baseFilename}.{i}") for i in range(1, self.backupCount + 1)]
            for source, dest in reversed([*zip(names, names[1:])]):
                if os.path.exists(source):
                    if os.path.exists(dest):
                        os.remove(dest)
                    os.rename(source, dest)
            if os.path.exists(names[0]):
                os.remove(names[0])
            self.rotate(self.baseFilename, names[0])
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        """Whether the record would make the file too long."""
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes > 0:
            size = os.path.getsize(self.baseFilename)
            if not size:
                # A file without records is long enough for any.
                return False
            return size + len(f"{self.format(record)}\n") >= self.maxBytes
        return False


_DAY = 24 * 60 * 60

# Seconds, ending of the names, and the pattern of the ending, by the letter for how often a new file begins.
_PERIODS = {
    "S": (1, "%Y-%m-%d_%H-%M-%S", r"(?<!\d)\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}(?!\d)"),
    "M": (60, "%Y-%m-%d_%H-%M", r"(?<!\d)\d{4}-\d{2}-\d{2}_\d{2}-\d{2}(?!\d)"),
    "H": (60 * 60, "%Y-%m-%d_%H", r"(?<!\d)\d{4}-\d{2}-\d{2}_\d{2}(?!\d)"),
    "D": (_DAY, "%Y-%m-%d", r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"),
    "MIDNIGHT": (_DAY, "%Y-%m-%d", r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"),
    "W": (7 * _DAY, "%Y-%m-%d", r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"),
}


class TimedRotatingFileHandler(BaseRotatingHandler):
    """Begins a new file after some time. The old ones get the time as their ending."""

    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None,
                 errors=None):
        BaseRotatingHandler.__init__(self, filename, "a", encoding=encoding, delay=delay, errors=errors)
        self.when = when.upper()
        self.backupCount, self.utc, self.atTime = backupCount, utc, atTime
        kind = self.when
        if kind.startswith("W"):
            if len(kind) != 2:
                raise ValueError(f"You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {kind}")
            if not "0" <= kind[1] <= "6":
                raise ValueError(f"Invalid day specified for weekly rollover: {kind}")
            self.dayOfWeek = int(kind[1])
            kind = "W"
        if kind not in _PERIODS:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        seconds, self.suffix, pattern = _PERIODS[kind]
        self.extMatch = re.compile(pattern, re.ASCII)
        self.interval = seconds * interval
        begun = os.stat(self.baseFilename).st_mtime if os.path.exists(self.baseFilename) else time.time()
        self.rolloverAt = self.computeRollover(int(begun))

    def _fields(self, seconds):
        return time.gmtime(seconds) if self.utc else time.localtime(seconds)

    def computeRollover(self, currentTime):
        """When the next file begins."""
        if self.when != "MIDNIGHT" and not self.when.startswith("W"):
            return currentTime + self.interval
        now = self._fields(currentTime)
        day, at = now.tm_wday, _DAY
        if self.atTime is not None:
            at = (self.atTime.hour * 60 + self.atTime.minute) * 60 + self.atTime.second
        wait = at - ((now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec)
        if wait <= 0:
            # Today it is too late.
            wait += _DAY
            day = (day + 1) % 7
        result = currentTime + wait
        if self.when.startswith("W"):
            result += (self.dayOfWeek - day) % 7 * _DAY + self.interval - 7 * _DAY
        else:
            result += self.interval - _DAY
        if not self.utc:
            result += 3600 * (now.tm_isdst - time.localtime(result).tm_isdst)
        return result

    def shouldRollover(self, record):
        """Whether it is time for a new file."""
        now = int(time.time())
        if now < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            # What is no file can't be put aside.
            self.rolloverAt = self.computeRollover(now)
            return False
        return True

    def getFilesToDelete(self):
        """The oldest of the files that were put aside, but for as many as are to be kept."""
        folder, base = os.path.split(self.baseFilename)
        found = [os.path.join(folder, name) for name in os.listdir(folder) if self._is_ours(name, base)]
        return sorted(found)[:len(found) - self.backupCount] if len(found) >= self.backupCount else []

    def _is_ours(self, name, base):
        if self.namer is None:
            return name.startswith(base + ".") and self.extMatch.fullmatch(name[len(base) + 1:]) is not None
        # The namer may put the time anywhere.
        match = self.extMatch.search(name)
        while match:
            if os.path.basename(self.namer(self.baseFilename + "." + match[0])) == name:
                return True
            match = self.extMatch.search(name, match.start() + 1)
        return False

    def doRollover(self):
        """Put the file aside and begin a new one."""
        now = int(time.time())
        aside = self.rotation_filename(
            self.baseFilename + "." + time.strftime(self.suffix, self._fields(self.rolloverAt - self.interval)))
        if os.path.exists(aside):
            return
        if self.stream:
            self.stream.close()
            self.stream = None
        self.rotate(self.baseFilename, aside)
        if self.backupCount > 0:
            for name in self.getFilesToDelete():
                os.remove(name)
        if not self.delay:
            self.stream = self._open()
        self.rolloverAt = self.computeRollover(now)


class WatchedFileHandler(logging.FileHandler):
    """Writes to a file, and opens it anew when another program has put it aside."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        logging.FileHandler.__init__(self, filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self.dev, self.ino = self._found() if self.stream else (-1, -1)

    def _found(self):
        """What tells the file that has the name now from others."""
        try:
            found = os.stat(self.baseFilename)
        except FileNotFoundError:
            return -1, -1
        return found.st_dev, found.st_ino

    def reopenIfNeeded(self):
        """Open the file anew if it is another one now."""
        found = self._found()
        if self.stream is not None and found != (self.dev, self.ino):
            self.stream.close()
            self.stream = self._open()
            found = self._found()
        self.dev, self.ino = found

    def emit(self, record):
        self.reopenIfNeeded()
        logging.FileHandler.emit(self, record)


# --- buffers -------------------------------------------------------------------------------------------------

class BufferingHandler(logging.Handler):
    """Keeps records until there are enough of them."""

    def __init__(self, capacity):
        logging.Handler.__init__(self)
        self.capacity, self.buffer = capacity, []

    def shouldFlush(self, record):
        """Whether there are enough records."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Let the records go."""
        with self.lock:
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            logging.Handler.close(self)


class MemoryHandler(BufferingHandler):
    """Keeps records until there are enough of them, or a bad one comes; then another handler gets them."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Set the handler that gets the records."""
        with self.lock:
            self.target = target

    def flush(self):
        with self.lock:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with self.lock:
                self.target = None
                BufferingHandler.close(self)


# --- queues --------------------------------------------------------------------------------------------------

class QueueHandler(logging.Handler):
    """Puts records into a queue."""

    def __init__(self, queue):
        logging.Handler.__init__(self)
        self.queue = queue
        self.listener = None

    def enqueue(self, record):
        """Put a record into the queue."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """A record as it can be pickled: its text is made, and what it was made of is let go."""
        msg = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = msg
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """Takes records from a queue and hands them to handlers, in a thread of its own where there are threads."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers = queue, handlers
        self._thread = None
        self.respect_handler_level = respect_handler_level

    def dequeue(self, block):
        """The next record."""
        return self.queue.get(block)

    def start(self):
        """Begin to listen."""
        import threading
        self._thread = thread = threading.Thread(target=self._monitor)
        thread.daemon = True
        thread.start()

    def prepare(self, record):
        """A record before it is handled."""
        return record

    def handle(self, record):
        """Hand a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        while (record := self.dequeue(True)) is not self._sentinel:
            self.handle(record)

    def enqueue_sentinel(self):
        """Put what ends the listening into the queue."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """End the listening."""
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
