# shlex: the words of a command line, in every mode; words quoted for a shell.
import shlex


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for s in ['a b','a "b c" d',"a 'b c'd",r'a\ b','x "a\\"b" y',"'","\"","\\",'a # b','"" \'\'','a""b','a;b','--x=y','a|b&&c','é ü',"foo'bar'baz",'  ','\n a\tb','a\\\nb','"a\\nb"',"'a\\nb'",'a#b','#c','x"#"y',"\\'a",'`x`','$y {z}','a"b','~/x *.c','(a)','a>>b','"a" "b"','""','a \'\'','\\a','"\\a"','"\\"','a\\']:
    for kw in ({},{'posix':False},{'comments':True},{'comments':True,'posix':False}):
        t(lambda: shlex.split(s,**kw))
    for kw in ({},{'posix':True},{'punctuation_chars':True},{'posix':True,'punctuation_chars':True},{'posix':True,'punctuation_chars':';|'},{'punctuation_chars':';|'}):
        def f():
            l = shlex.shlex(s, **kw)
            return list(l), l.lineno
        t(f)
        def f():
            l = shlex.shlex(s, **kw)
            l.whitespace_split = True
            return list(l), l.lineno, l.state
        t(f)
for s in ['','a','a b',"a'b",'é','a/b.c','$x','"']:
    t(lambda: shlex.quote(s))
t(lambda: shlex.join(['a b','c',"d'e",'']))
t(lambda: shlex.split(None))
l=shlex.shlex('a b c')
t(l.get_token)
l.push_token('z')
t(l.get_token)
t(l.get_token)
l.push_source('x y','f')
t(lambda: list(l))
t(lambda: l.error_leader())
t(lambda: l.error_leader('q',3))
t(lambda: repr(l.eof))
t(lambda: shlex.shlex('a',posix=True).eof)
l=shlex.shlex('a',punctuation_chars='x')
t(lambda: l.punctuation_chars)
t(lambda: setattr(l,'punctuation_chars','y'))
t(lambda: l.wordchars)
t(lambda: shlex.shlex('',posix=True).wordchars)
t(lambda: shlex.shlex('',punctuation_chars=True).wordchars)
