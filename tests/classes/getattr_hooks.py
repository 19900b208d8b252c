class Lazy:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        print("getattr", name)
        if name.startswith("x"): return name * 2
        raise AttributeError(f"no {name} here")
    def __setattr__(self, name, value):
        print("setattr", name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)
z = Lazy()
print(z.real, z.xy, hasattr(z, "nope"))
z.new = 5; del z.new
try:
    z.other
except AttributeError as error:
    print(error)
class Every:
    attr = 1
    def __getattribute__(self, name):
        if name == "secret": return "intercepted"
        return super().__getattribute__(name)
print(Every().secret, Every().attr)
class Both:
    def __getattribute__(self, name):
        print("getattribute", name)
        raise AttributeError(name)
    def __getattr__(self, name):
        return f"fallback {name}"
print(Both().anything)
class Proxy:
    def __init__(self, target): self.__dict__["target"] = target
    def __getattr__(self, name): return getattr(self.target, name)
    def __setattr__(self, name, value): setattr(self.target, name, value)
class Target: pass
t = Target(); p = Proxy(t)
p.a = 3
print(t.a, p.a, p.__dict__ is not t.__dict__)
class Dyn:
    def __dir__(self): return ["b", "a"]
print(dir(Dyn()))
