# A comment
x = 1  # trailing comment
y = (1 +
     2 +  # in the middle
     3)
z = 1 + \
    2
print(x, y, z); print("two statements")
if x: print("one line if")
def f(): return 1; return 2
print(f())
s = "joined " "literals " 'of both kinds'
print(s)
text = """three
quotes"""
print(text)
print('it''s', "tab\there", r"raw\n", "\x41\u0042\N{LATIN SMALL LETTER C}", "\101")
pass; pass
class Empty: pass
print(Empty.__name__)
...
print(... is Ellipsis, repr(...))
