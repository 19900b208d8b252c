def make(text): return int(text)
for n in (-6, -5, 0, 255, 256, 257):
    print(n, make(str(n)) is make(str(n)))
a = 256; b = 255 + 1
print(a is b)
x = 100; y = make("100")
print(x is y, make("1000") is make("1000"))
print(len("abc") is 3 if False else len("abc") is make("3"))
big = 10 ** 20
print(big is 10 ** 20, big + 0 is big, big * 1 is big)
def f(): return 1000
def g(): return 1000
print(f() is f(), f() is g())
total = 0
for i in range(300): total += 1
print(total is make("300"), total == 300)
print(True is (1 == 1), make("1") is True, bool(5) is True)
print(1.5 is make("1") + 0.5)
