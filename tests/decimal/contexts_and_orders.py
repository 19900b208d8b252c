"""Contexts as objects, their operations, signals, and the operations on orders, neighbours and rows of digits."""

import pickle
from decimal import *
from fractions import Fraction


def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except (ArithmeticError, TypeError, ValueError, KeyError, AttributeError) as err:
        print(text, "->", type(err).__name__, err)


c = Context(prec=5, Emax=20, Emin=-20, traps=[])
for text in """c ;; Context() == Context() ;; len(c.traps) ;; c.traps == dict(c.traps) ;; c.traps[Inexact] ;; c.traps[int]
    c.traps.__delitem__(Inexact) ;; setattr(c, 'traps', []) ;; setattr(c, 'traps', {}) ;; Context(traps=[int]) ;; delattr(c, 'prec')
    setattr(c, 'precision', 3) ;; setattr(c, 'prec', 0) ;; setattr(c, 'prec', '3') ;; setattr(c, 'prec', 10**30) ;; setattr(c, 'clamp', 2)
    setattr(c, 'rounding', 'up') ;; setattr(c, 'Emin', 1) ;; setattr(c, 'Emax', -1) ;; c.__reduce__() ;; Context(precision=3)
    localcontext(precision=3) ;; localcontext(3) ;; setcontext(3) ;; pickle.loads(pickle.dumps(c))
    c.add(1, '2') ;; c.add(1) ;; c.sqrt() ;; c.fma(1, 2) ;; c.power(2, 10) ;; c.power(2, b=10, modulo=7) ;; c.power(7, 3, 0)
    c.divmod(7, 2) ;; c.divmod(7, 0) ;; c.divmod(0, 0) ;; c.canonical(1) ;; c.copy_sign(3, -1) ;; c.is_nan(Decimal('sNaN')) ;; c.radix()
    c.create_decimal('1234567') ;; c.create_decimal(' 1') ;; c.create_decimal('NaN123456') ;; c._apply(Decimal('1e30'))
    c.create_decimal((1, (1, 2, 3, 4, 5, 6), 2)) ;; c.to_sci_string(Decimal('12e10')) ;; c.to_eng_string(Decimal('12e10'))
    Decimal('1e1000000000000000000') ;; Decimal('0e-9999999999999999999') ;; Decimal(' 1_000 ') ;; Decimal((0, 5, 1)) ;; Decimal(float('-nan'))
    Decimal('0.25') == 0.25 + 0j ;; Decimal('0.25') < 0.5j ;; Decimal('0.5') > Fraction(1, 3) ;; Decimal('inf') > Fraction(1, 3)
    Decimal(1).quantize(1, rounding='up') ;; Decimal(1).quantize(1, context=3) ;; Decimal(1).max('1') ;; Decimal('1.5').to_integral_value(3)
    Decimal('-0').compare_total(0) ;; Decimal('1.0').compare_total(1) ;; Decimal('nan').compare_total(Decimal('inf'))
    Decimal('-nan5').compare_total(Decimal('-nan4')) ;; Decimal('snan').compare_total(Decimal('nan')) ;; Decimal(-3).compare_total_mag(2)
    Decimal('nan').compare_signal(1) ;; Decimal(-3).max_mag(2) ;; Decimal(-3).min_mag(2) ;; Decimal('nan').max_mag(2) ;; Decimal(-3).max_mag(3)
    Decimal(1).next_plus() ;; Decimal(1).next_minus(c) ;; Decimal('inf').next_minus(c) ;; Decimal('1e20').next_plus(c) ;; Decimal(0).next_plus(c)
    Decimal(1).next_toward(2, c) ;; Decimal(0).next_toward(-1, c) ;; Decimal(1).next_toward(Decimal('-1.0')) ;; Decimal(-1).next_toward(-1)
    Decimal(12345).rotate(2, c) ;; Decimal(12345).rotate(-1, c) ;; Decimal(1234567).rotate(1, c) ;; Decimal(1).rotate(9, c) ;; Decimal(12345).shift(2, c)
    Decimal(12345).shift(-2, c) ;; Decimal(12345).shift(Decimal('1.0'), c) ;; Decimal(1101).logical_and(1011) ;; Decimal(1101).logical_or(1011)
    Decimal(1101).logical_xor(1011) ;; Decimal(1101).logical_invert(c) ;; Decimal(12).logical_and(1) ;; Decimal(1).scaleb(3) ;; Decimal(1).scaleb(Decimal('0.5'))
    Decimal('0.0').to_integral_exact(c) ;; Decimal('9.9999E+99') ** Decimal('0.5') ;; Decimal(1) ** 100000000 ;; Decimal('1.0') ** 3
    Decimal('-inf') ** Decimal('inf') ;; Decimal(10) ** Decimal('1e-100') ;; pow(Decimal(2), 100, 7) ;; pow(Decimal('0.5'), 2, 7)
    Decimal('snan1').fma(Decimal('snan2'), 3) ;; Decimal(0).fma(Decimal('inf'), Decimal('nan5'))
    format(Decimal(0), '.3e') ;; format(Decimal(1), '#') ;; format(Decimal(1), []) ;; format(Decimal(1), '_')""".split("\n"):
    for part in text.split(";;"):
        attempt(part.strip())
print([signal.__name__ for signal, on in c.flags.items() if on])

# All flags of an operation are set before it raises, and all that are trapped are named.
with localcontext(prec=3, Emax=5, traps=[Overflow, Inexact, Rounded]) as tight:
    attempt("Decimal('9.99e5') * 10")
    print([signal.__name__ for signal, on in tight.flags.items() if on])
    tight.clear_traps()
    print(Decimal("9.99e5") * 10, tight)
with localcontext() as strict:
    strict.traps[FloatOperation] = True
    attempt("Decimal(1) < 1.5")
    attempt("Decimal(1) == 1.0")
    attempt("Decimal(1.5)")


class Money(Decimal):
    unit = None


m = Money(3)
m.unit = "pence"
for value in (m + 1, +m, abs(m), m.copy_abs(), m.max(2), m.normalize(), m.conjugate(), Money(m)):
    print(type(value).__name__, value, getattr(value, "unit", "-"))
