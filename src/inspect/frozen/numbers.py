"""The tower of numbers: abstract classes, from any number at all to the integers."""

from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


def _operation(name):
    """An abstract method, which may still be called by way of super()."""
    def method(self, *args):
        raise NotImplementedError
    method.__name__ = name
    return abstractmethod(method)


def _requires(names, attributes=""):
    """Gives a class abstract methods and attributes of these names.

    They have to be there when the class is made, so they go into the namespace of its body.
    """
    body = {f"__{name}__": _operation(f"__{name}__") for name in names.split()}
    body |= {name: property(_operation(name)) for name in attributes.split()}
    return body


class Number(metaclass=ABCMeta):
    """Any number."""

    __slots__ = ()
    # Numbers that are equal need the same hash: each class has to see to that.
    __hash__ = None


class Complex(Number):
    """A number that can be added, multiplied and raised to powers."""

    __slots__ = ()
    vars().update(_requires("complex add radd neg pos mul rmul truediv rtruediv pow rpow abs eq", "real imag"))
    conjugate = _operation("conjugate")

    def __bool__(self):
        return self != 0

    # Without methods of their own, differences are sums.

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


class Real(Complex):
    """A number that has an order, and can be rounded and divided with remainder."""

    __slots__ = ()
    vars().update(_requires("float trunc floor ceil round floordiv rfloordiv mod rmod lt le"))

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    def conjugate(self):
        return +self

    real = property(conjugate, doc="The number itself.")
    imag = property(lambda self: 0, doc="Zero.")


class Rational(Real):
    """A fraction in lowest terms."""

    __slots__ = ()
    vars().update(_requires("", "numerator denominator"))

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """A whole number, which has bits and can be an index."""

    __slots__ = ()
    vars().update(_requires("int pow lshift rlshift rshift rrshift and rand xor rxor or ror invert"))

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    numerator = property(lambda self: +self, doc="The number itself.")
    denominator = property(lambda self: 1, doc="One.")


for _kind, _built_in in (Complex, complex), (Real, float), (Integral, int):
    _kind.register(_built_in)
