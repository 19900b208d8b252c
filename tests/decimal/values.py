"""What Decimals do; each line is a few expressions."""
import decimal
from decimal import *
import math
from fractions import Fraction

EXPRESSIONS = r"""
Decimal() ;; Decimal('1.10') ;; Decimal(' -1_000.50 ') ;; Decimal('1E+5') ;; Decimal('1e-7') ;; Decimal('.5') ;; Decimal('5.') ;; Decimal('inf') ;; Decimal('-Infinity') ;; Decimal('nan') ;; Decimal('sNaN12') ;; Decimal(3) ;; Decimal(-7) ;; Decimal(10**30)
Decimal(0.1) ;; Decimal(-0.5) ;; Decimal(float('inf')) ;; Decimal(True) ;; Decimal((1, (1, 2, 3), -2)) ;; Decimal((0, (), 'F')) ;; Decimal([0, [1], 2]) ;; Decimal(Decimal('1.5')) ;; Decimal.from_float(0.1) ;; Decimal.from_float(3) ;; Decimal('-0') ;; Decimal('0.00') ;; Decimal('0E+3')
Decimal('0.1') + Decimal('0.2') ;; Decimal('1.10') + 1 ;; 1 + Decimal('1') ;; Decimal('1.5') - 2 ;; 10 - Decimal('0.25') ;; Decimal('1.1') * Decimal('2.20') ;; 3 * Decimal('1.5') ;; Decimal(1) / 3 ;; Decimal(10) / 4 ;; 1 / Decimal(8) ;; Decimal('100') / Decimal('10') ;; Decimal('2.400') / 2
Decimal(1) / 7 * 7 ;; Decimal('1E+30') + Decimal('1E-30') ;; Decimal('1E+30') - Decimal('1') ;; Decimal('9' * 28) + 1 ;; Decimal(7) // 2 ;; Decimal(-7) // 2 ;; Decimal(7) % 3 ;; Decimal(-7) % 3 ;; Decimal('7.5') % 2 ;; divmod(Decimal('7.5'), 2) ;; 7 // Decimal(2) ;; 7 % Decimal(4) ;; Decimal('1E-5') % 3
Decimal(2) ** 10 ;; Decimal(2) ** -2 ;; Decimal('1.1') ** 3 ;; Decimal(2) ** Decimal('0.5') ;; 2 ** Decimal(3) ;; Decimal(-2) ** 3 ;; Decimal(10) ** 30 ;; Decimal(10) ** -3 ;; Decimal(0) ** 2 ;; Decimal(2) ** 100 ;; Decimal('1.01') ** 365 ;; Decimal(7) ** Decimal('1.5') ;; pow(Decimal(3), 4, 5) ;; Decimal('inf') ** 2 ;; Decimal(1) ** 5
Decimal(2).sqrt() ;; Decimal('0.25').sqrt() ;; Decimal(100).sqrt() ;; Decimal('1E+3').sqrt() ;; Decimal(0).sqrt() ;; Decimal('-0').sqrt() ;; Decimal(1).exp() ;; Decimal('0.5').exp() ;; Decimal(-3).exp() ;; Decimal(10).ln() ;; Decimal(2).ln() ;; Decimal('0.1').ln() ;; Decimal(1).ln() ;; Decimal(100).log10() ;; Decimal(2).log10() ;; Decimal('1.0001').ln() ;; Decimal(0).ln() ;; Decimal(20).exp()
-Decimal('1.5') ;; +Decimal('1.5') ;; abs(Decimal('-2')) ;; -Decimal(0) ;; +Decimal('-0') ;; Decimal('1.23456789012345678901234567890123') ;; +Decimal('1.23456789012345678901234567890123') ;; bool(Decimal('0.0')) ;; bool(Decimal('nan')) ;; int(Decimal('-2.7')) ;; float(Decimal('0.1')) ;; complex(Decimal(2))
round(Decimal('2.5')) ;; round(Decimal('3.5')) ;; round(Decimal('2.675'), 2) ;; round(Decimal('-1.5')) ;; round(Decimal('1234.5'), -2) ;; math.floor(Decimal('-1.5')) ;; math.ceil(Decimal('1.2')) ;; math.trunc(Decimal('-1.9')) ;; hash(Decimal('1.5')) == hash(1.5) ;; hash(Decimal(10)) == hash(10) ;; hash(Decimal('0.1')) ;; hash(Decimal('-1')) ;; hash(Decimal('inf'))
Decimal('1.0') == 1 ;; Decimal('0.1') == 0.1 ;; Decimal('0.5') == 0.5 ;; Decimal('0.5') == Fraction(1, 2) ;; Decimal(1) < 2 ;; Decimal('1.5') > 1.25 ;; Decimal('nan') == Decimal('nan') ;; Decimal('inf') > 10**100 ;; Decimal(-1) < Decimal('1E-100') ;; Decimal('1E+100') > Decimal('9.9E+99') ;; Decimal(1) == 'a' ;; Decimal(1) != 1 ;; Decimal(3) >= Decimal('3.00') ;; Fraction(1, 3) < Decimal(1)
sorted([Decimal('3'), Decimal('-1.5'), Decimal('inf'), Decimal('2.50')]) ;; max(Decimal(1), Decimal(2)) ;; sum([Decimal('0.1')] * 10) ;; {Decimal('1.0'): 'a'}[1] ;; Decimal('1.10').compare(Decimal('1.1')) ;; Decimal(1).compare(2) ;; Decimal('nan').compare(1) ;; Decimal(1).max(2) ;; Decimal(1).min(Decimal('nan')) ;; Decimal('1.0').max(1)
Decimal('2.675').quantize(Decimal('0.01')) ;; Decimal('2.675').quantize(Decimal('0.01'), rounding=ROUND_HALF_UP) ;; Decimal('1.5').quantize(Decimal('1')) ;; Decimal('-1.5').quantize(1, ROUND_CEILING) ;; Decimal('123').quantize(Decimal('1E+1')) ;; Decimal('1.5').quantize(Decimal('0.001')) ;; Decimal('0').quantize(Decimal('0.01'))
[Decimal(x).quantize(Decimal(1), rounding=r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP) for x in ('1.5', '-2.5', '2.4', '0.1', '-5.01')]
Decimal('1.200').normalize() ;; Decimal('1200').normalize() ;; Decimal('0.000').normalize() ;; Decimal('3.7').to_integral_value() ;; Decimal('3.2').to_integral_exact() ;; Decimal('2.5').to_integral() ;; Decimal('-3.7').to_integral(ROUND_DOWN) ;; Decimal('123E+3').to_eng_string() ;; Decimal('1E-7').to_eng_string() ;; Decimal('12345E+7').to_eng_string()
Decimal('-1.23E+5').as_tuple() ;; Decimal('inf').as_tuple() ;; Decimal('nan').as_tuple() ;; Decimal('0.75').as_integer_ratio() ;; Decimal('12E+2').as_integer_ratio() ;; Decimal('123.45').adjusted() ;; Decimal('1').is_nan() ;; Decimal('nan').is_nan() ;; Decimal('inf').is_infinite() ;; Decimal(1).is_finite() ;; Decimal('-0').is_signed() ;; Decimal('0').is_zero() ;; Decimal('1').number_class() ;; Decimal('-inf').number_class()
Decimal(2).fma(3, 4) ;; Decimal(10).remainder_near(6) ;; Decimal('7').scaleb(2) ;; Decimal(250).logb() ;; Decimal(1).copy_sign(-2) ;; Decimal(-1).copy_abs() ;; Decimal(1).copy_negate() ;; Decimal('1.1').same_quantum(Decimal('2.3')) ;; Decimal(1).radix() ;; Decimal(1).real ;; Decimal(1).imag ;; Decimal('1.5').conjugate()
Decimal('inf') + 1 ;; Decimal('inf') * -1 ;; Decimal(1) / Decimal('inf') ;; Decimal('nan') + 1 ;; Decimal('nan') * Decimal('inf') ;; Decimal(0) * -1 ;; Decimal('1E+999999') * 1 ;; Decimal('1E-1000026') / 1 ;; Decimal('1E-1000020') / 3 ;; str(Decimal('0E-10')) ;; str(Decimal('123E-3')) ;; str(Decimal('1E+1')) ;; str(Decimal('0.000001')) ;; str(Decimal('0.0000001'))
f"{Decimal('1234.5678'):.2f}" ;; f"{Decimal('1234567.891'):,.2f}" ;; f"{Decimal('0.5'):.0%}" ;; f"{Decimal('3'):>8}|" ;; f"{Decimal('-3.14159'):08.3f}" ;; f"{Decimal('1.5'):e}" ;; f"{Decimal('12345'):.3E}" ;; f"{Decimal('0.00012345'):.2g}" ;; f"{Decimal('1E+5'):f}" ;; f"{Decimal('2.5'):.0f}" ;; f"{Decimal('1.5'):+}" ;; f"{Decimal('1.5'): }" ;; f"{Decimal('7'):*^9}" ;; f"{Decimal('inf'):8}|" ;; f"{Decimal('-0'):.1f}" ;; f"{Decimal('12345678.9'):020,.3f}" ;; f"{Decimal('1E-10'):f}" ;; "%.2f" % Decimal('2.675') ;; "%s" % Decimal('1.0') ;; f"{Decimal('123.456'):n}"
isinstance(Decimal(1), __import__('numbers').Number) ;; Decimal ;; Decimal.__module__ ;; type(Decimal(1) + 1) ;; DecimalTuple(0, (1,), 0) ;; decimal.MAX_PREC ;; HAVE_THREADS ;; issubclass(DivisionByZero, ZeroDivisionError) ;; InvalidOperation.__mro__[1] ;; __import__('sys').getsizeof(Decimal(1)) ;; __import__('copy').deepcopy(Decimal('1.5'))
1 / Decimal(0) ;; Decimal(0) / 0 ;; Decimal(1) // 0 ;; Decimal(1) % 0 ;; Decimal('abc') ;; Decimal('') ;; Decimal(None) ;; Decimal([1]) ;; Decimal((2, (1,), 0)) ;; Decimal((0, (10,), 0)) ;; Decimal((0, (1,), 'x')) ;; Decimal(1) + 1.5 ;; 1.5 * Decimal(1) ;; Decimal(1) + 'a' ;; Decimal(1) < 'a' ;; Decimal('nan') < 1 ;; Decimal('sNaN') + 1 ;; Decimal(-1).sqrt() ;; Decimal(-1).ln() ;; Decimal('inf') - Decimal('inf') ;; Decimal(0) * Decimal('inf') ;; Decimal(0) ** 0 ;; Decimal(-8) ** Decimal('0.5')
int(Decimal('inf')) ;; int(Decimal('nan')) ;; round(Decimal('inf')) ;; Decimal('1E+999999') * 10 ;; Decimal('1' * 40).quantize(Decimal('0.1')) ;; Decimal('1E+40') // 1 ;; f"{Decimal(1):x}" ;; Decimal('nan').as_integer_ratio() ;; hash(Decimal('sNaN')) ;; Decimal.from_float('1') ;; Context(prec=0) ;; Context(rounding='x') ;; setcontext(1) ;; setattr(Decimal(1), 'x', 1)
"""
for line in EXPRESSIONS.split("\n"):
    for text in filter(None, map(str.strip, line.split(";;"))):
        try:
            print(text, "->", ascii(eval(text)))
        except Exception as e:
            print(text, "->", type(e).__name__, e)

# Contexts.
c = getcontext()
c.clear_flags()
print(c)
Decimal(1) / 3
print([s.__name__ for s, on in c.flags.items() if on])
with localcontext() as ctx:
    ctx.prec = 5
    print(Decimal(1) / 3, Decimal(2).sqrt(), +Decimal("123456.789"), getcontext().prec)
with localcontext(prec=3, rounding=ROUND_UP):
    print(Decimal(1) / 3, Decimal("1.001") + 0)
print(getcontext().prec, Decimal(1) / 3)
with localcontext() as ctx:
    ctx.traps[DivisionByZero] = False
    ctx.traps[InvalidOperation] = False
    print(Decimal(1) / 0, Decimal(-1) / 0, Decimal(0) / 0, Decimal("x"), ctx.flags[DivisionByZero])
with localcontext() as ctx:
    ctx.traps[Inexact] = True
    try:
        print(Decimal(1) / 3)
    except Inexact as e:
        print(type(e).__name__, e)
with localcontext() as ctx:
    ctx.traps[FloatOperation] = True
    try:
        Decimal(0.5)
    except FloatOperation as e:
        print(type(e).__name__, e)
print(ExtendedContext, BasicContext, sep="\n")
c = Context(prec=6, Emax=999, Emin=-999)
print(c.create_decimal("1.23456789"), c.divide(1, 3), c.add(Decimal("1"), 2), c.power(2, 3), c.sqrt(2), c.multiply(3, 4), c.subtract(1, 2), c.quantize(Decimal("1.55"), Decimal("0.1")))
print(c.compare(1, 2), c.max(1, 2), c.abs(-1), c.minus(1), c.plus(Decimal("1.23456789")), c.to_sci_string(Decimal("1E+5")), c.Etiny(), c.Etop(), c.remainder(7, 3), c.divide_int(7, 2))
print(c.create_decimal("1E-1002") * 1)


class Money(Decimal):
    def __str__(self):
        return "$" + super().__str__()


m = Money("1.50")
print(m, repr(m), type(m + 1), m == Decimal("1.5"), isinstance(m, Decimal))
