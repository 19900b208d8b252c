# What an f-string of several parts makes is a string of its own, except of one.
a = 'x'
b = ''
one = f'{a}'
more = f'{a}{b}'
nothing = f'{b}{b}'
print(one is a, more is a, more == a, nothing is b)
print(f'{5}{b}', f'{True}{1:d}{-7}{10**30}')
