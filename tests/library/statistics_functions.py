# norm: addr
from statistics import *
from fractions import Fraction as F
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
D=[1,2,3,4,4]; E=[2.5,3.25,5.5,11.25,11.75]; Z=[0.1,0.2,0.3,1e16,-1e16]
for f in (mean,fmean,geometric_mean,harmonic_mean,median,median_low,median_high,median_grouped,mode,multimode,quantiles,variance,pvariance,stdev,pstdev):
    for d in (D,E,[F(1,2),F(3,4)],[5],[],[1,2.5,F(1,3)],[True,2],[1e308,1e308]):
        t(lambda: (f.__name__, f(d)))
t(lambda: mean(Z)); t(lambda: mean(['a'])); t(lambda: mean(iter(D))); t(lambda: fmean(D,[1,2,3,4,5])); t(lambda: fmean(D,[1])); t(lambda: harmonic_mean([40,60],weights=[5,30])); t(lambda: harmonic_mean([-1,2])); t(lambda: harmonic_mean([0,2])); t(lambda: geometric_mean([-1])); t(lambda: quantiles(D,n=10)); t(lambda: quantiles(D,method='inclusive')); t(lambda: quantiles(D,method='x')); t(lambda: quantiles(D,n=0)); t(lambda: multimode('aabbc')); t(lambda: mode('aabbc')); t(lambda: covariance(D,E)); t(lambda: correlation(D,E)); t(lambda: correlation(D,E,method='ranked')); t(lambda: correlation(D,[1,1,1,1,1])); t(lambda: linear_regression(D,E)); t(lambda: linear_regression(D,E,proportional=True)); t(lambda: covariance([1],[1])); t(lambda: mean([float('inf'),1])); t(lambda: variance([float('nan'),1])); t(lambda: median('abc')); t(lambda: median(['a','b'])); t(lambda: pvariance(D,mu=3)); t(lambda: stdev([1e10,1e10+1,1e10+2]))
N=NormalDist(100,15)
for e in ('N','N.pdf(110)','N.cdf(110)','N.inv_cdf(0.9)','N.inv_cdf(0.001)','N.inv_cdf(1e-12)','N.inv_cdf(0)','N.quantiles()','N.zscore(120)','N.overlap(NormalDist(110,10))','N+5','N-NormalDist(1,2)','N*2','N/3','-N','5-N','N==NormalDist(100,15)','hash(N)==hash((100.0,15.0))','NormalDist.from_samples(E)','N.samples(3,seed=1)','NormalDist(1,-1)','N.mean','N.stdev','N.variance','N.median','N.mode'):
    t(lambda: (e,eval(e)))
