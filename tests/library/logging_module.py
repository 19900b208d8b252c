import logging, sys, io, os
logging.warning("root %s", "msg"); logging.info("not shown")
out = io.StringIO()
log = logging.getLogger("a.b"); h = logging.StreamHandler(out); h.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(message)s|%(filename)s|%(lineno)d|%(funcName)s")); log.addHandler(h); log.setLevel(logging.DEBUG); log.propagate = False
def f():
    log.debug("d %d", 1); log.info("i %(x)s", {"x": 5}); log.warning("w"); log.error("e"); log.critical("c")
    try: 1 / 0
    except ZeroDivisionError: log.exception("ex"); log.error("e2", exc_info=True)
    log.info("stack", stack_info=True); log.log(15, "fifteen"); log.info("extra", extra={"k": 1})
f(); print(out.getvalue()); out.seek(0); out.truncate()
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
h.setLevel("ERROR"); log.warning("no"); log.error("yes"); print(out.getvalue()); h.setLevel(0)
print(log, log.parent, logging.getLogger("a"), log.parent, logging.getLogger(), log.getChild("c"), log.getEffectiveLevel(), log.isEnabledFor(10), h, log.hasHandlers(), logging.getLogger("a").getChildren())
t(log.setLevel, "NOPE"); t(log.setLevel, 1.5); t(log.log, "x", "y"); t(log.info, "x", extra={"name": 1}); t(logging.getLogger, 5); t(logging.Formatter, "x", style="?"); t(logging.Formatter, "no fields"); t(logging.Formatter, "{", style="{"); t(logging.Formatter, "x", style="$"); t(logging.setLoggerClass, int)
for style, fmt in (("{", "{levelname:>9}-{message}"), ("$", "$levelname ${message}"), ("%", "%(asctime)s %(message)s")):
    h.setFormatter(logging.Formatter(fmt, style=style, datefmt="DATE")); out.seek(0); out.truncate(); log.info("styled"); print(out.getvalue())
r = logging.makeLogRecord({"name": "n", "msg": "m %s", "args": (1,), "levelno": 20, "levelname": "INFO", "created": 0.0, "msecs": 7}); f = logging.Formatter("%(asctime)s:%(message)s"); f.converter = __import__("time").gmtime; print(f.format(r), r.getMessage(), f.usesTime())
class Only(logging.Filter):
    def filter(self, rec): return "keep" in rec.getMessage()
h.addFilter(Only()); out.seek(0); out.truncate(); log.info("keep me"); log.info("drop"); print(out.getvalue()); h.filters.clear(); h.addFilter(lambda rec: rec.levelno > 20); log.info("x"); log.error("lambda"); print(out.getvalue()); h.filters.clear()
fl = logging.Filter("a"); print([fl.filter(logging.makeLogRecord({"name": n})) for n in ("a", "a.b", "ab", "b")])
logging.addLevelName(25, "NOTICE"); print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName(33), logging.getLevelName("ERROR"), logging.getLevelNamesMapping()["INFO"])
logging.disable(logging.ERROR); out.seek(0); out.truncate(); log.error("disabled"); log.critical("still"); logging.disable(logging.NOTSET); print(out.getvalue())
a = logging.LoggerAdapter(log, {"conn": 7}); h.setFormatter(logging.Formatter("%(conn)s %(message)s")); out.seek(0); out.truncate(); a.info("adapted %s", 1); print(out.getvalue(), a)
fn = "_made.log"; logging.basicConfig(filename=fn, filemode="w", level=logging.INFO, format="%(levelname)s %(message)s", force=True); logging.info("to file"); logging.getLogger("x").warning("child"); logging.debug("no"); logging.shutdown(); print(open(fn).read()); os.remove(fn)
s2 = io.StringIO(); logging.basicConfig(stream=s2, force=True); logging.error("basic"); print(s2.getvalue(), logging.root.handlers); t(logging.basicConfig, force=True, stream=s2, filename="x"); t(logging.basicConfig, force=True, nope=1)
logging.captureWarnings(True); import warnings; c = io.StringIO(); logging.getLogger("py.warnings").addHandler(logging.StreamHandler(c)); warnings.warn("captured"); print(c.getvalue().split(": ", 1)[1].split("\n")[0]); logging.captureWarnings(False)
n = logging.NullHandler(); n.handle(r); h.set_name("hn"); print(logging.getHandlerByName("hn") is h, h.name, h.setStream(out), logging.StreamHandler.terminator, r)
class H(logging.Handler):
    def emit(self, rec): print("emit", rec.getMessage(), self.format(rec))
l2 = logging.getLogger("custom"); l2.addHandler(H()); l2.propagate = False; l2.error("hi %s", "there"); t(logging.Handler().emit, r)
import pickle; print(pickle.loads(pickle.dumps(log)) is log)
