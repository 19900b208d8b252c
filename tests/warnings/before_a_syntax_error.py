x = '\d'
y = f'\q{1}'
def f():
    return '\z'
z = 1 1 '\w'
