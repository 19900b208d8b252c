class Simulation:
    def __init__(self): self.now, self.queue, self.log = 0, [], []
    def spawn(self, process, delay=0):
        self.queue.append((self.now + delay, len(self.log), process))
        self.log.append(None)
    def run(self, until):
        while self.queue:
            self.queue.sort(key=lambda e: e[:2])
            when, order, process = self.queue.pop(0)
            if when > until: break
            self.now = when
            try:
                delay = next(process)
            except StopIteration as stop:
                print(f"{self.now:>3} process {order} done: {stop.value}")
            else:
                self.spawn(process, delay)
def customer(sim, name, counter):
    print(f"{sim.now:>3} {name} arrives")
    while counter["busy"]:
        yield 1
    counter["busy"] = True
    print(f"{sim.now:>3} {name} is served")
    yield 3
    counter["busy"] = False
    print(f"{sim.now:>3} {name} leaves")
    return name
sim, counter = Simulation(), {"busy": False}
for i, name in enumerate(("Ada", "Bob", "Cyd")):
    sim.spawn(customer(sim, name, counter), delay=i * 2)
sim.run(20)
class Signal:
    def __init__(self): self.listeners = []
    def connect(self, f):
        self.listeners.append(f)
        return f
    def emit(self, *args):
        return [f(*args) for f in self.listeners]
changed = Signal()
@changed.connect
def log(value): return f"log {value}"
@changed.connect
def square(value): return value ** 2
print(changed.emit(7))
