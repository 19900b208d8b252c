# Case, encoding, replacement and membership of ASCII and wider text.
for s in ('','a','A','abC','Straße','ŉ','ab cd','日本','x'*100):
    print(s.upper(), s.lower(), s.encode(), s.encode('utf-8'), s.replace(' ','-'), s.replace('b','ß'), s.replace('','.'), 'b' in s, '' in s, 'cd' in s, 'ß' in s, s.upper() is s)
print('{}{{}}{x}'.format(1,x='é'), '%d%%%s'%(5,'é'), '{0}{{{1}}}'.format('日','b'))
