import gc
class Phoenix:
    def __init__(self): self.lives = 0
    def __del__(self):
        global saved
        self.lives += 1
        print("dying, life", self.lives)
        saved = self
p = Phoenix()
del p
print("saved", saved.lives)
del saved
print("the second death is silent")
class Keeper:
    kept = []
    def __init__(self, n): self.n = n
    def __del__(self): Keeper.kept.append(self)
for i in range(3): Keeper(i)
print([k.n for k in Keeper.kept])
Keeper.kept.clear()
print(Keeper.kept)
class Holder:
    def __init__(self, child): self.child = child
    def __del__(self):
        global rescued
        rescued = self.child
class Child:
    def __del__(self): print("child buried")
Holder(Child())
print("child is rescued", type(rescued).__name__)
del rescued
print("end")
