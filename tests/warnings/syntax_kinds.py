import warnings
warnings.simplefilter('always')
for s in ["(-3)[0]","(9//2)[1:]","('a'*2)['x']","(1,2)['x']","(1,2)(3)","(-1)(2)","(1+2j)[0]","('a' 'b')[1.5]","(not 1)[0]","{1}[0]","{1:2}['a']","[1]['a']","[1][None]","(lambda:0)[1]","(x for x in y)[0]","None[0]","...[0]","1 is 1","-1 is x","x is (1,)","x is not 'a'","x is []","f'{x}'['a']","(1,)[True]","'a'(1)","[1](2)","{}()","f''()","(yield_)(1)","[i for i in x][{}]","'abc'[('a','b')]","'a'[1j]","b'a'['x']","(~1)[0]","(1,2,3)[0](1)","__debug__[0]","assert_(1)", "x is ()", "() is ()", "(1 if 2 else 3)[0]","((1,2)+(3,))['a']","(2**3)()","'%s' % x is 1","(-x)[0]","x[-1] is -5"]:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: compile(s,'<f>','eval')
        except SyntaxError as e: print(s,'SE',e)
        print(s, [(str(i.message), i.lineno) for i in w])
for s in ["assert (1,'x')","assert ()","assert (1,)","def f():\n  return 1 is 2\nx=1[0]\nclass A:\n  y='a' is x\n  def g(self): 2()\n1 is 1","'\\d'\nx is 1\n'\\q'\ndef f(): '\\z'"]:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        compile(s,'<f>','exec')
        print(s, [(str(i.message), i.lineno) for i in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    for s in ["x=1 is 1","y='\\d'","assert (1,2)","\n\n  1()"," x = f'\\d{1}'","def f():\n    return 3[4]","z=(1,\n '\\w')", "0x1for x in y", "1if 2else 3", "1_0and 3", "'\\400'"]:
        try: compile(s,'<f>','exec')
        except SyntaxError as e: print(repr(s), e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset,e.text)
for s in ["1if 2else 3","0xfor x","1_0and 3","1.5in x","1jor 2","0o7is 8","0b1or 2","1or 2"]:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: compile(s,'<f>','eval')
        except SyntaxError as e: print(s,'SE',e)
        print(s, [(i.category.__name__,str(i.message), i.lineno) for i in w])
