class Evil:
    def __eq__(self, other):
        target.clear()
        return False
    def __repr__(self): return "evil"
target = [Evil(), 1, 2]
print(target.index(5) if 5 in target else "not found", target)
target = [Evil(), 1, 2]
try:
    target.remove(9)
except ValueError as error:
    print(error, target)
target = [Evil(), 1, 2]
print(target.count(1), target)
target = [Evil(), 1]
print(target == [0, 1], target)
class Shrinks:
    def __repr__(self):
        shrinking.clear()
        return "shrinks"
shrinking = [Shrinks(), 1, 2]
print(shrinking)
class Key:
    def __index__(self):
        victim.clear()
        return 0
victim = [1, 2, 3]
try:
    victim[Key()] = "x"
except IndexError as error:
    print(error, victim)
victim = [1, 2, 3]
try:
    print(victim[Key()])
except IndexError as error:
    print(error)
class Gone:
    def __del__(self):
        bag.append("from __del__")
bag = [Gone(), 1, 2]
bag[0] = None
print(bag)
bag = [Gone(), Gone()]
bag.clear()
print(bag)
bag = [Gone(), 1]
bag[:] = [5]
print(bag)
def grow(x):
    if len(growing) < 10: growing.append(x)
    return x
growing = [1, 2]
print(list(map(grow, growing)))
lst = [3, 1, 2]
it = iter(lst); lst.insert(0, 9)
print(next(it), lst, it.__length_hint__())
lst.extend(lst); print(lst)
lst[1:1] = lst; print(len(lst))
lst *= 2; print(len(lst))
