graph = {"A": {"B": 4, "C": 2}, "B": {"D": 5}, "C": {"B": 1, "D": 8, "E": 10}, "D": {"E": 2}, "E": {}, "F": {"A": 1}}
def bfs(start):
    seen, queue = [start], [start]
    while queue:
        for n in graph[queue.pop(0)]:
            if n not in seen:
                seen.append(n); queue.append(n)
    return seen
def dfs(node, seen=None):
    seen = [] if seen is None else seen
    seen.append(node)
    for n in graph[node]:
        if n not in seen: dfs(n, seen)
    return seen
def dijkstra(start):
    dist, before, todo = {start: 0}, {}, set(graph)
    while todo & dist.keys():
        node = min(todo & dist.keys(), key=lambda n: (dist[n], n))
        todo.remove(node)
        for n, w in graph[node].items():
            if dist[node] + w < dist.get(n, float("inf")):
                dist[n], before[n] = dist[node] + w, node
    return dist, before
def path(before, end):
    steps = [end]
    while steps[-1] in before: steps.append(before[steps[-1]])
    return " -> ".join(reversed(steps))
def topological():
    order, state = [], {}
    def visit(n):
        if state.get(n) == "open": raise ValueError("cycle at " + n)
        if n not in state:
            state[n] = "open"
            for m in graph[n]: visit(m)
            state[n] = "done"
            order.append(n)
    for n in graph: visit(n)
    return order[::-1]
print(bfs("A"), dfs("A"))
dist, before = dijkstra("A")
for n in sorted(dist): print(n, dist[n], path(before, n))
print(topological())
graph["E"]["A"] = 1
try:
    topological()
except ValueError as error:
    print(error)
