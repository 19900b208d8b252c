# collections.abc.Callable with arguments and type variables.
from collections.abc import Callable
from typing import TypeVar, ParamSpec, TypeVarTuple, Concatenate, Unpack, get_args
import pickle, copy
T=TypeVar('T');P=ParamSpec('P');Ts=TypeVarTuple('Ts'); T2=TypeVar('T2')
def t(s):
    try:
        print(s, '=>', eval(s))
    except Exception as e:
        print(s, '=>', type(e).__name__, e)


for s in '''Callable[int]
Callable[int,str]
Callable[P,T]
Callable[P,T].__args__
Callable[P,T].__parameters__
Callable[P,T][[int],str]
Callable[P,T][int,str]
Callable[P,T][...,str]
Callable[P,T][P,str]
Callable[[T],T2][int,str]
Callable[[T],int][str]
Callable[[*Ts],T][int,str,bool]
Callable[[*Ts],T][bool]
Callable[[int,*Ts],T][()]
Callable[Concatenate[int,P],T]
Callable[Concatenate[int,P],T][[str],bool]
Callable[Concatenate[int,P],T][P,bool]
Callable[Concatenate[int,P],T][...,bool]
Callable[...,T][int]
Callable[[],T][int]
Callable[(int,str),bool]
Callable[[int],None]
Callable[[None],None]
Callable[[int],str].__origin__
Callable[[int],str].__args__
type(Callable[[int],str])
Callable[[int],str].__reduce__()
Callable[...,str].__reduce__()
pickle.loads(pickle.dumps(Callable[[int],str]))==Callable[[int],str]
copy.copy(Callable[[int],str])==Callable[[int],str]
copy.deepcopy(Callable[[int],str])
Callable[[Callable[P,T]],int]
Callable[[Callable[P,T]],int][[str],bool]
Callable[P,int][[T]]
Callable[P,int][T]
Callable[P,int][str,bool]
Callable[P,int][()]
Callable[P,int][[]]
Callable[[T,P],int]
Callable[P,int]|None
isinstance(1,Callable[[int],str])
Callable[[int],'str']
Callable[['int'],'str'].__args__
Callable[P,T][Concatenate[int,P],T]
Callable[P,T][1,T]
Callable[1,T]
Callable[[1],T]'''.splitlines(): t(s)

