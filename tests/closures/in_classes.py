def make(base):
    class C:
        shift = base
        values = [base + i for i in range(3)]
        def get(self): return base + self.shift
        def cls(self): return __class__
    return C
A, B = make(1), make(10)
print(A().get(), B().get(), A.values, B().cls() is B, A.__name__)
x = "global"
class D:
    x = "class"
    def m(self): return x
    y = x
    z = [x for _ in range(2)]
print(D().m(), D.y, D.z)
def account(balance):
    def deposit(n):
        nonlocal balance
        balance += n
        return balance
    def withdraw(n):
        nonlocal balance
        if n > balance:
            raise ValueError(f"only {balance} left")
        balance -= n
        return balance
    return {"deposit": deposit, "withdraw": withdraw}
acc = account(100)
print(acc["deposit"](50), acc["withdraw"](30))
try:
    acc["withdraw"](1000)
except ValueError as error:
    print(error)
