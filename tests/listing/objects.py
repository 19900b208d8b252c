class Stack(list):
    "A stack."

    def push(self, item):
        self.count += 1
        super().append(item)
        return self

    def counter(self):
        def count(step=1):
            return len(self) + step
        return count
