class Outer:
    class Inner:
        def method(self):
            def local():
                return (lambda: [n for n in [0] if 1 / n])()
            return local()
Outer.Inner().method()
