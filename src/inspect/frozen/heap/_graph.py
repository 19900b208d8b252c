"""A part of the heap as a picture: text, DOT, SVG."""

import _heap
from terrarium.heap._layout import layout
from terrarium.heap._table import looking, plural

FILLS = {
    "instance": "#cfe3ff", "container": "#d8f0d2", "atom": "#f3f3f3", "class": "#ffe3b3", "function": "#ffd6d6",
    "module": "#e7d9f7", "frame": "#fff6bf", "reference": "#d5f2f2", "root": "#ffffff", "other": "#eeeeee",
}


class Node:
    """An object of a picture, or a root."""

    __slots__ = ("number", "label", "type", "group", "address", "count", "size", "real", "depth", "left_out")

    def __init__(self, number, label, type, group, address, count, size, real, depth, left_out):
        self.number = number
        self.label = label
        self.type = type
        self.group = group
        self.address = address
        self.count = count
        self.size = size
        self.real = real
        self.depth = depth
        self.left_out = left_out

    def __repr__(self):
        return f"<{self.label}>"

    def figures(self):
        """Count, size and real size in a line."""
        if self.group == "root":
            return ""
        count = "immortal" if self.count is None else f"count {self.count}"
        return f"{count}, {self.size:,} bytes, block {self.real:,}"


class Edge:
    """A reference of a picture, between nodes by number."""

    __slots__ = ("start", "end", "kind", "name")

    def __init__(self, start, end, kind, name):
        self.start = start
        self.end = end
        self.kind = kind
        self.name = name

    def text(self):
        if self.kind in ("attribute", "field", "item", "value", "local", "global", "cell"):
            return self.name
        return f"{self.kind} {self.name}".rstrip()

    def __repr__(self):
        return f"<{self.start} -{self.text()}-> {self.end}>"


class Graph:
    """Objects and references. Prints as a tree; .dot(), .svg() and .save(file) make pictures."""

    def __init__(self, nodes, edges, starts, back):
        self.nodes = nodes
        self.edges = edges
        self.starts = starts
        self.back = back

    def text(self):
        """A tree; what has been shown already is named again with `^`."""
        below = {}
        for edge in self.edges:
            near, far = (edge.end, edge.start) if self.back else (edge.start, edge.end)
            below.setdefault(near, []).append((f"{edge.text()} {'<-' if self.back else '->'} ".lstrip(), far))
        out, seen = [], set()
        # The next on top: what stands before its line, before those below it, and what it is.
        todo = [("", "", "", n) for n in reversed(range(self.starts))]
        while todo:
            first, rest, name, n = todo.pop()
            if type(n) is str:
                out.append(first + n)
                continue
            node = self.nodes[n]
            if n in seen:
                out.append(f"{first}{name}{node.label} ^")
                continue
            seen.add(n)
            figures = node.figures()
            out.append(f"{first}{name}{node.label}" + (f"  ({figures})" if figures else ""))
            children = below.get(n, [])
            if node.left_out:
                children = children + [("", f"... {node.left_out:,} more")]
            for i, (name, far) in enumerate(reversed(children)):
                todo.append((rest + ("|- " if i else "`- "), rest + ("|  " if i else "   "), name, far))
        return "\n".join(out)

    def dot(self):
        """The graph in the language of Graphviz."""
        lines = ["digraph heap {", '  node [shape=box, style="filled,rounded", fontname="Helvetica", fontsize=10];']
        lines.append('  edge [fontname="Helvetica", fontsize=9];')
        for node in self.nodes:
            text = "\\n".join(quote(t) for t in node_lines(node))
            style = ', style="dashed"' if node.group == "root" else ""
            lines.append(f'  n{node.number} [label="{text}", fillcolor="{FILLS[node.group]}"{style}];')
        for edge in self.edges:
            lines.append(f'  n{edge.start} -> n{edge.end} [label="{quote(edge.text())}"];')
        lines.append("}")
        return "\n".join(lines) + "\n"

    def svg(self):
        """The graph as a drawing of its own."""
        return draw(self)

    def save(self, file):
        """Write the picture to a file: .svg, .dot, anything else as text."""
        text = self.svg() if file.endswith(".svg") else self.dot() if file.endswith((".dot", ".gv")) else self.text() + "\n"
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)

    def __repr__(self):
        return self.text()


def quote(text):
    return text.replace("\\", "\\\\").replace('"', '\\"')


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def node_lines(node):
    """What stands in a node's box."""
    lines = [node.label]
    figures = node.figures()
    if figures:
        lines.append(figures)
    if node.left_out:
        lines.append(f"... {node.left_out:,} more")
    return lines


CHARACTER, LINE, PADDING, TURN = 6.4, 14, 8, 18


def draw(graph):
    """Boxes in layers, references as curves from box to box."""
    texts = [node_lines(node) for node in graph.nodes]
    sizes = [(max(map(len, lines)) * CHARACTER + 2 * PADDING, len(lines) * LINE + PADDING) for lines in texts]
    places, width, height = layout(sizes, [node.depth for node in graph.nodes], graph.edges, graph.back)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}" font-family="Helvetica, Arial, sans-serif" font-size="11">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for edge in graph.edges:
        out += curve(edge, places, sizes)
    for node, lines, (x, y), (w, h) in zip(graph.nodes, texts, places, sizes):
        dash = ' stroke-dasharray="4 3"' if node.group == "root" else ""
        out.append(
            f'<rect x="{x - w / 2:.1f}" y="{y - h / 2:.1f}" width="{w:.1f}" height="{h:.1f}" rx="5"'
            f' fill="{FILLS[node.group]}" stroke="#555"{dash}><title>{escape(node.type)} at {node.address:#x}</title></rect>'
        )
        for i, text in enumerate(lines):
            weight = ' font-weight="bold"' if i == 0 else ' fill="#444"'
            top = y - h / 2 + PADDING / 2 + (i + 0.8) * LINE
            out.append(f'<text x="{x:.1f}" y="{top:.1f}" text-anchor="middle"{weight}>{escape(text)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


def curve(edge, places, sizes):
    """A reference: down to a deeper layer, else round the side."""
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    (w1, h1), (w2, h2) = sizes[edge.start], sizes[edge.end]
    if edge.start == edge.end:
        x, y = x1 + w1 / 2, y1
        path = f"M{x:.1f} {y - 6:.1f} C{x + 34:.1f} {y - 26:.1f} {x + 34:.1f} {y + 26:.1f} {x:.1f} {y + 6:.1f}"
        label_x, label_y = x + 28, y
    elif y2 - y1 > 1:
        top, bottom = y1 + h1 / 2, y2 - h2 / 2
        bend = (bottom - top) / 2
        path = f"M{x1:.1f} {top:.1f} C{x1:.1f} {top + bend:.1f} {x2:.1f} {bottom - bend:.1f} {x2:.1f} {bottom:.1f}"
        label_x, label_y = x1 + (x2 - x1) * 0.35, top + (bottom - top) * 0.35
    elif abs(y2 - y1) <= 1:
        # Beside: under the boxes of the row.
        low = max(y1 + h1 / 2, y2 + h2 / 2)
        path = f"M{x1:.1f} {y1 + h1 / 2:.1f} C{x1:.1f} {low + 30:.1f} {x2:.1f} {low + 30:.1f} {x2:.1f} {y2 + h2 / 2:.1f}"
        label_x, label_y = (x1 + x2) / 2, low + 20
    else:
        # Back: out below the box, up beside the rows between, in from above.
        between = [x + w / 2 for (x, y), (w, h) in zip(places, sizes) if y2 - 1 <= y <= y1 + 1]
        right = max(between) + 26
        start_x, start_y, end_x, end_y = x1 + w1 / 4, y1 + h1 / 2, x2 + w2 / 4, y2 - h2 / 2
        low, high = start_y + TURN, end_y - TURN
        path = (
            f"M{start_x:.1f} {start_y:.1f} Q{start_x:.1f} {low:.1f} {start_x + TURN:.1f} {low:.1f} H{right - TURN:.1f}"
            f" Q{right:.1f} {low:.1f} {right:.1f} {start_y:.1f} V{end_y:.1f}"
            f" Q{right:.1f} {high:.1f} {right - TURN:.1f} {high:.1f} H{end_x + TURN:.1f}"
            f" Q{end_x:.1f} {high:.1f} {end_x:.1f} {end_y:.1f}"
        )
        label_x, label_y = right, (y1 + y2) / 2
    text = escape(edge.text())
    return [
        f'<path d="{path}" fill="none" stroke="#555" marker-end="url(#tip)"/>',
        f'<text x="{label_x:.1f}" y="{label_y:.1f}" font-size="10" fill="#a33" text-anchor="middle">{text}</text>',
    ]


def graph(*objects, depth=3, limit=50, width=12, back=False, all=False):
    """The objects and what they refer to, `depth` references away, at most `limit` of them and `width` from
    each; with back=True, who refers to them.

    With all=True classes, globals and names of attributes too. Printed, it is a tree; see also its methods
    dot(), svg() and save(file).
    """
    with looking:
        nodes, edges = _heap.graph(objects, depth, limit, width, back, all)
        nodes = [Node(i, *row) for i, row in enumerate(nodes)]
        starts = len({id(x) for x in objects})
        return Graph(nodes, [Edge(*row) for row in edges], starts, back)
