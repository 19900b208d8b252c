# norm: addr
import string, textwrap
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for n in string.__all__: 
    v=getattr(string,n)
    if isinstance(v,str): print(n,repr(v))
t(lambda: string.capwords('hello  big world')); t(lambda: string.capwords('a-b-c','-'))
T=string.Template
t(lambda: T('$a ${b} $$ $c').substitute(a=1,b=2,c=3)); t(lambda: T('$a').substitute({})); t(lambda: T('$a $ x').substitute(a=1)); t(lambda: T('$a $ x ${zz').safe_substitute(a=1)); t(lambda: T('x\n $1').substitute()); t(lambda: T('$a').substitute({'a':1},a=2)); t(lambda: T('$a $b').safe_substitute(a=1)); t(lambda: T('$a $b $a').get_identifiers()); t(lambda: T('$a $').is_valid()); t(lambda: T('$a').is_valid()); t(lambda: T('$ab1_c').substitute(ab1_c='q')); t(lambda: T('$$$a').substitute(a=1)); t(lambda: T('é$é').safe_substitute())
F=string.Formatter()
t(lambda: F.format('{} {1} ',1,2)); t(lambda: F.format('{0} {a:>5} {b!r}',1,a=2,b='x')); t(lambda: F.format('{} {}',1,2)); t(lambda: F.format('{a.real} {b[0]} {c[k]}',a=1,b=[2],c={'k':3})); t(lambda: F.format('{{}} {}',1)); t(lambda: F.format('{:{w}}',1,w=5)); t(lambda: F.format('{')); t(lambda: F.format('}')); t(lambda: F.format('{0!z}',1)); t(lambda: F.format('{q}')); t(lambda: F.format('{0}')); t(lambda: list(F.parse('a{b:c!d}{e!r:f}{{g'))); t(lambda: F.vformat('{0}',(1,),{})); t(lambda: F.format('{0[}',1)); t(lambda: F.format('{:{:{}}}',1,2,3)); t(lambda: F.get_field('a.real',(),{'a':1}))
text='''Hello there -- you goof-ball, use the -b option! This is a rather long-ish sentence with a verylongwordthatdoesnotfit and em--dash things. "Quoted." end'''
for w in (10,20,33,70):
    t(lambda: textwrap.wrap(text,w))
t(lambda: textwrap.fill(text,30,initial_indent='* ',subsequent_indent='  ')); t(lambda: textwrap.wrap(text,15,break_long_words=False)); t(lambda: textwrap.wrap(text,15,break_on_hyphens=False)); t(lambda: textwrap.shorten('Hello  world!',11)); t(lambda: textwrap.shorten('Hello  world!',12)); t(lambda: textwrap.shorten('Hello world foo bar',12,placeholder='...')); t(lambda: textwrap.dedent('''
    a
      b

    c
   \t
''')); t(lambda: textwrap.indent('a\n\n b\n','> ')); t(lambda: textwrap.indent('a\n\n b\n','> ',lambda l:True)); t(lambda: textwrap.wrap('x',0)); t(lambda: textwrap.wrap('')); t(lambda: textwrap.wrap('   ')); t(lambda: textwrap.wrap('a b c d e f g h',5,max_lines=2)); t(lambda: textwrap.wrap('a\tb\nc',10)); t(lambda: textwrap.wrap('One. Two! three? Four',80,fix_sentence_endings=True)); t(lambda: textwrap.shorten('abc',2)); t(lambda: textwrap.wrap('aaa-bbb-ccc-ddd eee',8)); t(lambda: textwrap.wrap('--foo-bar a--b --c',6)); t(lambda: textwrap.dedent('  a\n\tb')); t(lambda: textwrap.wrap('  lead and trail  ',8)); t(lambda: textwrap.wrap('one-two three-4 x-y 12-34 ab-c abc-de',7)); t(lambda: textwrap.wrap('this-is-a-useful-feature-for-reformatting',11))
