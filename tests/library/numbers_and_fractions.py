# norm: addr
import numbers, math
from fractions import Fraction as F
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for c in numbers.__all__:
    k=getattr(numbers,c); print(c, [isinstance(v,k) for v in (1,1.0,1j,True,F(1,2),'a')], sorted(k.__abstractmethods__))
t(lambda: numbers.Complex()); t(lambda: numbers.Number())
for a in (F(1,2),F(8,6),F(-3,-6),F(3),F(),F('3/4'),F(' -1.5e2 '),F('1_000'),F(0.25),F('.5'),F('3.'),F(F(1,2),F(3,4))): t(lambda: (a,str(a)))
for s in ('','a','1/','1/0','1//2','e5','1_','0x1','1 / 2','1.5/2','nan',None,1j,[]): t(lambda: F(s))
t(lambda: F(1,0)); t(lambda: F(1.5,2)); t(lambda: F(float('nan'))); t(lambda: F(float('inf')))
a,b=F(3,4),F(-2,3)
for op in ('a+b','a-b','a*b','a/b','a//b','a%b','divmod(a,b)','a**2','a**-2','b**-3','a**b','a**0.5','2**a','2**F(2)','a+1','1+a','a+1.5','1.5-a','a*2','a/0','a+1j','a==F(6,8)','a==0.75','a<b','a<1','a>0.5','a<"x"','a+"x"','-a','+a','abs(b)','int(F(7,2))','int(F(-7,2))','round(F(7,2))','round(F(5,2))','round(F(22,7),3)','round(F(1234),-2)','math.floor(b)','math.ceil(b)','math.trunc(b)','bool(F(0))','hash(a)==hash(0.75)','hash(F(3))==hash(3)','hash(F(1,2**61-1))','float(a)','complex(a)','a.numerator','a.real','a.imag','a.conjugate()','F(math.pi).limit_denominator(1000)','F("3.1415926535").limit_denominator(10)','a.limit_denominator(0)','F.from_float(0.5)','F.from_float("a")','F.from_float(3)','a.as_integer_ratio()','F(4).is_integer()','f"{a:.3f}"','f"{b:10.2f}|"','f"{a:e}"','f"{F(1234567,3):,.2f}"','f"{a:>10}|"','f"{a:%}"','f"{a:g}"','f"{F(1,3):.10g}"','f"{a:x}"','f"{a:010.2f}"','f"{F(10**20):g}"','f"{a:+}"','f"{F(5):#}"','a.__reduce__()','sum([a,b,a])','F(1,2)==1j','0**F(-1)','F(0)**-1','F(7,3)//0','1//F(1,3)','pow(a,2)', 'F(10**30,7)+F(1,3)'):
    t(lambda: (op, eval(op)))
