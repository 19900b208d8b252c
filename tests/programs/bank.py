class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.shortfall = need - have

class Account:
    interest = 0.02
    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.history = owner, balance, []
    @property
    def balance(self): return self._balance
    def deposit(self, amount):
        if amount <= 0: raise ValueError("deposits are positive")
        self._balance += amount
        self.history.append(("deposit", amount))
        return self
    def withdraw(self, amount):
        if amount > self._balance: raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self
    def __iadd__(self, amount): return self.deposit(amount)
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self._balance:.2f})"
    def __lt__(self, other): return self._balance < other._balance

class Savings(Account):
    interest = 0.05
    def add_interest(self):
        self.deposit(self._balance * self.interest)

accounts = [Account("Ada", 100), Savings("Bob", 200), Account("Cyd")]
accounts[0].deposit(50).withdraw(30)
accounts[1].add_interest()
accounts[2] += 500
for account in sorted(accounts):
    print(account, account.history)
for action in (lambda: accounts[0].withdraw(1000), lambda: accounts[1].deposit(-5), lambda: setattr(accounts[2], "balance", 0)):
    try:
        action()
    except InsufficientFunds as error:
        print("short by", f"{error.shortfall:.2f}:", error)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(f"total {sum(a.balance for a in accounts):,.2f}")
