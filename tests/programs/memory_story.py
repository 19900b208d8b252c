# skip: stress-gc the story tells when the collection happens
import gc, sys, weakref
gc.disable()
gc.collect()
class Book:
    def __init__(self, title): self.title, self.sequel = title, None
    def __del__(self): print("  goodbye,", self.title)
    def __repr__(self): return f"<Book {self.title}>"
print("1. One object, several names")
book = Book("Dune")
print(sys.getrefcount(book) - 1)
same = book
print(sys.getrefcount(book) - 1, same is book)
shelf = [book, book]
print(sys.getrefcount(book) - 1)
print("2. Names go, the object stays")
del book, same
shelf.pop()
print(sys.getrefcount(shelf[0]) - 1)
print("3. The last reference goes")
shelf.clear()
print("4. A cycle")
one, two = Book("Emma"), Book("Persuasion")
one.sequel, two.sequel = two, one
watch = weakref.ref(one)
del one, two
print(watch())
print("5. The collector finds it")
print(gc.collect(), watch())
print("6. A list grows in steps")
items, sizes = [], []
for i in range(20):
    items.append(i)
    if sys.getsizeof(items) not in sizes: sizes.append(sys.getsizeof(items))
print(sizes)
print("7. Small ints are shared")
a, b = int("256"), int("256")
c, d = int("257"), int("257")
print(a is b, c is d)
print("end")
