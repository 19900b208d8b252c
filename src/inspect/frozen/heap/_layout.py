"""Places for boxes in layers, so that references lead down and cross rarely.

After K. Sugiyama, S. Tagawa and M. Toda, "Methods for Visual Understanding of Hierarchical System Structures"
(1981). The layers are known: how far an object is from where the picture starts. Each layer is put in order by
where the neighbours in the layer above stand, then below, a few times; then boxes are moved towards their
neighbours as far as the order lets them. A layer of many boxes becomes several rows.
"""

GAP_X, GAP_Y, MARGIN = 24, 56, 26
SWEEPS = 6
ROW = 7


def layout(sizes, depths, edges, back):
    """The centre of each box, and the size of the whole."""
    if not sizes:
        return [], 2 * MARGIN, 2 * MARGIN
    deepest = max(depths)
    layers = [[] for _ in range(deepest + 1)]
    for n, depth in enumerate(depths):
        # What refers to the start stands above it.
        layers[deepest - depth if back else depth].append(n)
    layer_of = {n: i for i, layer in enumerate(layers) for n in layer}
    near = {n: [] for n in range(len(sizes))}
    for edge in edges:
        if layer_of[edge.start] != layer_of[edge.end]:
            near[edge.start].append(edge.end)
            near[edge.end].append(edge.start)
    order(layers, layer_of, near)
    rows = [layer[i : i + ROW] for layer in layers for i in range(0, len(layer), ROW)]
    row_of = {n: i for i, row in enumerate(rows) for n in row}
    xs = across(rows, row_of, near, sizes)
    left = min(xs[n] - sizes[n][0] / 2 for n in xs)
    right = max(xs[n] + sizes[n][0] / 2 for n in xs)
    ys, top = {}, MARGIN
    for row in rows:
        height = max(sizes[n][1] for n in row)
        for n in row:
            ys[n] = top + height / 2
        top += height + GAP_Y
    # Room on the right for references that lead back.
    width = right - left + 2 * MARGIN + (80 if any(row_of[e.start] >= row_of[e.end] for e in edges) else 0)
    return [(xs[n] - left + MARGIN, ys[n]) for n in range(len(sizes))], width, top - GAP_Y + MARGIN


def order(layers, layer_of, near):
    """Sort each layer by the mean place of its neighbours, downward and upward in turn."""
    place = {n: i for layer in layers for i, n in enumerate(layer)}
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for i, layer in enumerate(layers) if down else reversed(list(enumerate(layers))):
            beside = i - 1 if down else i + 1

            def wish(n):
                places = [place[m] for m in near[n] if layer_of[m] == beside]
                return sum(places) / len(places) if places else place[n]

            layer.sort(key=wish)
            place.update({n: k for k, n in enumerate(layer)})


def across(layers, layer_of, near, sizes):
    """Where boxes stand from left to right."""
    xs = {}
    for layer in layers:
        x = 0
        for n in layer:
            xs[n] = x + sizes[n][0] / 2
            x += sizes[n][0] + GAP_X
        for n in layer:
            xs[n] -= x / 2
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for i, layer in enumerate(layers) if down else reversed(list(enumerate(layers))):
            beside = i - 1 if down else i + 1
            wishes = []
            for n in layer:
                there = [xs[m] for m in near[n] if layer_of[m] == beside]
                wishes.append(sum(there) / len(there) if there else xs[n])
            spread(layer, wishes, xs, sizes)
    return xs


def spread(layer, wishes, xs, sizes):
    """Put the boxes of a layer where they wish to be, in their order and without touching.

    Boxes whose wishes are in each other's way form a block that stands at the mean of its wishes.
    """
    blocks = []
    for n, wish in zip(layer, wishes):
        half = sizes[n][0] / 2
        # Members with their distance from the block's left end; the sum of wishes for that end; the length.
        block = ([(n, half)], wish - half, 1, 2 * half)
        while blocks and start(blocks[-1]) + blocks[-1][3] + GAP_X > start(block):
            members, total, count, length = blocks.pop()
            shift = length + GAP_X
            moved = [(m, at + shift) for m, at in block[0]]
            block = (members + moved, total + block[1] - shift * block[2], count + block[2], shift + block[3])
        blocks.append(block)
    for block in blocks:
        for n, at in block[0]:
            xs[n] = start(block) + at


def start(block):
    return block[1] / block[2]
