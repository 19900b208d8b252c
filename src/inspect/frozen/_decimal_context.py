"""Contexts of decimal arithmetic: precision, rounding, limits, and the signals that operations give.

An operation notes its signals in its context, by _signal(); when it is done, _settle() sets the flags, and raises if one of them
is trapped. So all flags of an operation are set before it raises.
"""

from collections.abc import MutableMapping as _MutableMapping

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
             ROUND_05UP)

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)


# --- signals -------------------------------------------------------------------------------------------------

class DecimalException(ArithmeticError):
    __module__ = "decimal"


class Clamped(DecimalException):
    __module__ = "decimal"


class InvalidOperation(DecimalException):
    __module__ = "decimal"


class ConversionSyntax(InvalidOperation):
    __module__ = "decimal"


class DivisionByZero(DecimalException, ZeroDivisionError):
    __module__ = "decimal"


class DivisionImpossible(InvalidOperation):
    __module__ = "decimal"


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    __module__ = "decimal"


class Inexact(DecimalException):
    __module__ = "decimal"


class InvalidContext(InvalidOperation):
    __module__ = "decimal"


class Rounded(DecimalException):
    __module__ = "decimal"


class Subnormal(DecimalException):
    __module__ = "decimal"


class Overflow(Inexact, Rounded):
    __module__ = "decimal"


class Underflow(Inexact, Rounded, Subnormal):
    __module__ = "decimal"


class FloatOperation(DecimalException, TypeError):
    __module__ = "decimal"


SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
# Contexts show them in the order of libmpdec's bits. Invalid operations have a bit for each reason, and come where the first of
# those that are set is.
_BITS = {Clamped: 0, ConversionSyntax: 1, DivisionByZero: 2, DivisionImpossible: 3, DivisionUndefined: 4, Inexact: 6,
         InvalidOperation: 8, FloatOperation: 10, Overflow: 11, Rounded: 12, Subnormal: 13, Underflow: 14}
_NO_SIGNAL = ("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
              "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]")


class SignalDict(_MutableMapping):
    """A flag for each signal: none can be added or taken away."""

    __slots__ = ("_on", "_invalid")
    __module__ = "decimal"
    __hash__ = None

    def _flags(self):
        """The flags; a SignalDict that no context made has none."""
        try:
            return self._on
        except AttributeError:
            raise ValueError("invalid signal dict") from None

    def __len__(self):
        return len(self._flags())

    def __iter__(self):
        return iter(self._flags())

    def __getitem__(self, signal):
        try:
            return self._flags()[signal]
        except (KeyError, TypeError):
            raise KeyError(_NO_SIGNAL) from None

    def __setitem__(self, signal, value):
        self[signal]
        self._on[signal] = bool(value)
        if signal is InvalidOperation:
            self._invalid = _BITS[ConversionSyntax]

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __eq__(self, other):
        if isinstance(other, SignalDict):
            return self._flags() == other._flags()
        try:
            return self._on == _from_dict(other) if isinstance(other, dict) else NotImplemented
        except KeyError:
            return NotImplemented

    def __repr__(self):
        return "{" + ", ".join(f"{signal!r}:{on}" for signal, on in self._flags().items()) + "}"

    def _names(self):
        """The names of those that are on, in the order in which contexts show them."""
        on = [(self._invalid if signal is InvalidOperation else _BITS[signal], signal.__name__) for signal in SIGNALS
              if self._on[signal]]
        return ", ".join(name for _, name in sorted(on))

    def copy(self):
        """A dict of the same."""
        return self._flags().copy()


def _from_dict(given):
    if len(given) != len(SIGNALS) or any(signal not in given for signal in SIGNALS):
        raise KeyError("invalid signal dict")
    return {signal: bool(given[signal]) for signal in SIGNALS}


def _from_list(given):
    for signal in given:
        if signal not in SIGNALS:
            raise KeyError(_NO_SIGNAL)
    return {signal: signal in given for signal in SIGNALS}


def _signal_dict(of):
    """A SignalDict of a mapping, or of those that are on."""
    made = object.__new__(SignalDict)
    made._invalid = of._invalid if isinstance(of, SignalDict) else _BITS[ConversionSyntax]
    if isinstance(of, list):
        made._on = _from_list(of)
    elif isinstance(of, SignalDict):
        made._on = of.copy()
    elif isinstance(of, dict):
        made._on = _from_dict(of)
    else:
        raise TypeError("argument must be a signal dict")
    return made


# --- contexts ------------------------------------------------------------------------------------------------

def _checked(name, value):
    """The value of a field of a context, if it may have it."""
    if name == "rounding":
        if not isinstance(value, str) or value not in ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        return value
    if name in ("flags", "traps"):
        if not isinstance(value, (dict, SignalDict)):
            raise TypeError("argument must be a signal dict")
        return _signal_dict(value)
    if not isinstance(value, int):
        raise TypeError("an integer is required")
    if not -2 ** 63 <= value < 2 ** 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    least, most, said = _RANGES[name]
    if not least <= value <= most:
        raise ValueError(said)
    return int(value)


_RANGES = {
    "prec": (1, MAX_PREC, "valid range for prec is [1, MAX_PREC]"),
    "Emin": (MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]"),
    "Emax": (0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"),
    "capitals": (0, 1, "valid values for capitals are 0 or 1"),
    "clamp": (0, 1, "valid values for clamp are 0 or 1"),
}
_FIELDS = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps")
_set = object.__setattr__


class Context:
    """The context affects almost all operations and controls rounding,
    Over/Underflow, raising of exceptions and much more.  A new context
    can be initialized as follows:

        >>> c = Context(prec=28, Emin=-425000000, Emax=425000000,
        ...             rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,
        ...             traps=[InvalidOperation, DivisionByZero, Overflow],
        ...             flags=[])
        >>>
    """

    __slots__ = (*_FIELDS, "_noted")
    __module__ = "decimal"

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        _set(self, "_noted", [])
        for name in _FIELDS[:6]:
            _set(self, name, getattr(DefaultContext, name))
        _set(self, "flags", _signal_dict([]))
        _set(self, "traps", _signal_dict(DefaultContext.traps))
        return self

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None, *excess, **unknown):
        if excess:
            raise TypeError(f"function takes at most 8 arguments ({8 + len(excess)} given)")
        for name in unknown:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        for name, value in zip(_FIELDS, (prec, rounding, Emin, Emax, capitals, clamp)):
            if value is not None:
                setattr(self, name, value)
        for name, value in (("traps", traps), ("flags", flags)):
            if value is not None:
                _set(self, name, _signal_dict(value))

    def __setattr__(self, name, value):
        if name in _FIELDS:
            value = _checked(name, value)
        elif type(self) is Context:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'", name=name, obj=self)
        _set(self, name, value)

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted")

    def __repr__(self):
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{self.flags._names()}], "
                f"traps=[{self.traps._names()}])")

    def __reduce__(self):
        """Return state information for pickling."""
        fields = [getattr(self, name) for name in _FIELDS[:6]]
        return type(self), (*fields, *([s for s in SIGNALS if d[s]] for d in (self.flags, self.traps)))

    def copy(self):
        """Return a duplicate of the context with all flags cleared."""
        made = Context()
        for name in _FIELDS[:6]:
            _set(made, name, getattr(self, name))
        _set(made, "flags", _signal_dict(self.flags))
        _set(made, "traps", _signal_dict(self.traps))
        return made

    __copy__ = copy

    def clear_flags(self):
        """Reset all flags to False."""
        _set(self, "flags", _signal_dict([]))

    def clear_traps(self):
        """Set all traps to False."""
        _set(self, "traps", _signal_dict([]))

    def Etiny(self):
        """Return a value equal to Emin - prec + 1."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """Return a value equal to Emax - prec + 1."""
        return self.Emax - self.prec + 1

    def _signal(self, signal, reason=None):
        """Note a signal; what was wrong, if it is one of several that give it."""
        self._noted.append((signal, reason))

    def _settle(self, result):
        """Set the flags of what an operation noted, raise if one of them is trapped, or give the result."""
        if self._noted:
            noted, reasons = {}, {}
            for signal, reason in self._noted:
                noted[signal] = True
                reasons.setdefault(signal, reason)
            _set(self, "_noted", [])
            flags = self.flags
            if InvalidOperation in noted:
                bit = _BITS[reasons[InvalidOperation] or InvalidOperation]
                flags._invalid = min(bit, flags._invalid) if flags[InvalidOperation] else bit
            flags._on.update(noted)
            traps = self.traps._on
            trapped = [signal for signal in SIGNALS if signal in noted and traps[signal]]
            if trapped:
                raise trapped[0]([reasons[signal] or signal for signal in trapped])
        return result


def _first_context():
    """The context that all others are made after."""
    made = object.__new__(Context)
    for name, value in (("prec", 28), ("rounding", ROUND_HALF_EVEN), ("Emin", -999999), ("Emax", 999999), ("capitals", 1),
                        ("clamp", 0), ("flags", _signal_dict([])), ("_noted", []),
                        ("traps", _signal_dict([InvalidOperation, DivisionByZero, Overflow]))):
        _set(made, name, value)
    return made


DefaultContext = _first_context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])
_TEMPLATES = (DefaultContext, BasicContext, ExtendedContext)
_current = None


def getcontext():
    """Get the current default context."""
    global _current
    if _current is None:
        _current = DefaultContext.copy()
    return _current


def setcontext(context, /):
    """Set a new default context."""
    global _current
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if any(context is template for template in _TEMPLATES):
        context = context.copy()
        context.clear_flags()
    _current = context


def given_or_current(context):
    """The context that an operation is to use."""
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


def checked_rounding(rounding, context):
    """How an operation is to round."""
    return context.rounding if rounding is None else _checked("rounding", rounding)


class ContextManager:
    __module__ = "decimal"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'decimal.ContextManager' instances")

    def __enter__(self):
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc_info):
        setcontext(self._saved)


def localcontext(ctx=None, **kwargs):
    """Return a context manager that will set the default context to a copy of ctx
    on entry to the with-statement and restore the previous default context when
    exiting the with-statement. If no context is supplied, a copy of the current
    default context is used."""
    for name in kwargs:
        if name not in _FIELDS:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
    manager = object.__new__(ContextManager)
    manager._saved = getcontext()
    manager._new = given_or_current(ctx).copy()
    for name, value in kwargs.items():
        if value is not None:
            _set(manager._new, name, _signal_dict(value) if name in ("flags", "traps") else _checked(name, value))
    return manager


for _function in (getcontext, setcontext, localcontext):
    _function.__module__ = "decimal"
