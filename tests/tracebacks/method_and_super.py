class A:
    def run(self): raise NotImplementedError("subclass must implement run")
class B(A):
    def run(self): return super().run()
B().run()
