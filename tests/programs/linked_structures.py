class Node:
    __slots__ = ("value", "next")
    def __init__(self, value, next=None): self.value, self.next = value, next
class LinkedList:
    def __init__(self, items=()):
        self.head, self.size = None, 0
        for item in reversed(list(items)): self.push(item)
    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1
    def pop(self):
        if self.head is None: raise IndexError("pop from an empty list")
        node, self.head = self.head, self.head.next
        self.size -= 1
        return node.value
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next
    def __len__(self): return self.size
    def __repr__(self): return " -> ".join(map(repr, self)) or "(empty)"
    def reverse(self):
        before, node = None, self.head
        while node:
            node.next, before, node = before, node, node.next
        self.head = before
class Heap:
    def __init__(self): self.items = []
    def push(self, x):
        self.items.append(x)
        i = len(self.items) - 1
        while i and self.items[i] < self.items[p := (i - 1) // 2]:
            self.items[i], self.items[p] = self.items[p], self.items[i]
            i = p
    def pop(self):
        top, last = self.items[0], self.items.pop()
        if self.items:
            self.items[0], i = last, 0
            while (c := 2 * i + 1) < len(self.items):
                c += c + 1 < len(self.items) and self.items[c + 1] < self.items[c]
                if self.items[i] <= self.items[c]: break
                self.items[i], self.items[c] = self.items[c], self.items[i]
                i = c
        return top
class Tree:
    def __init__(self): self.root = None
    def insert(self, key):
        def go(node):
            if node is None: return [key, None, None]
            side = 1 if key < node[0] else 2
            node[side] = go(node[side])
            return node
        self.root = go(self.root)
    def walk(self, node=...):
        if node is ...: node = self.root
        if node:
            yield from self.walk(node[1])
            yield node[0]
            yield from self.walk(node[2])
    def height(self):
        def h(n): return 0 if n is None else 1 + max(h(n[1]), h(n[2]))
        return h(self.root)
l = LinkedList("abc")
l.push("z"); print(l, len(l)); l.reverse(); print(l, l.pop(), "b" in l, list(l), LinkedList())
try:
    LinkedList().pop()
except IndexError as error:
    print(error)
heap, tree = Heap(), Tree()
numbers = [(i * 37) % 101 for i in range(40)]
for n in numbers: heap.push(n); tree.insert(n)
print([heap.pop() for _ in numbers] == sorted(numbers), list(tree.walk()) == sorted(numbers), tree.height())
