def f(*args): pass
with open_it() as g:
    f(*5)
