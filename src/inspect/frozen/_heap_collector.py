"""How the collector thinks: heap.collector() stops between its phases."""

import gc

from _heap_events import collect, rehearse

_PHASES = ('weak references cleared', 'finalised', 'resurrected', 'swept')


class Phase:
    """One phase of a collection: its name, and a record for each step of it.

    candidates: (label, count); subtractions: (from, to, left); roots and unreachable: labels;
    marked: (label, by); the phases of the sweep: labels.
    """

    def __init__(self, name, records):
        self.name = name
        self.records = records

    def __repr__(self):
        return f'<Phase {self.name}: {len(self.records)}>'

    def __str__(self):
        lines = [f'{self.name}: {len(self.records)}']
        for record in self.records:
            lines.append('  ' + _sentence(self.name, record))
        return '\n'.join(lines)

    def __len__(self):
        return len(self.records)

    def __iter__(self):
        return iter(self.records)


def _sentence(name, record):
    if name == 'candidates':
        return f'{record[0]}, count {record[1]}'
    if name == 'subtracted':
        return f'{record[0]} -> {record[1]}, {record[2]} left'
    if name == 'marked':
        return f'{record[0]} by {record[1]}'
    return record


def collector(generation=2, only=None):
    """Collect, stopping between the phases: an iterator of Phase records.

    Up to 'unreachable' nothing has happened yet; asking for the next phase lets the collector go on.
    With only (a type's name, or several), records that speak of no such object are left out.
    """
    names = (only,) if isinstance(only, str) else only
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield from _phases(generation, names)
    finally:
        if enabled:
            gc.enable()


def _phases(generation, names):
    candidates, edges, roots, marked, unreachable = rehearse(generation)
    labels = [f'{kind} at {address:#x}' for address, kind, _ in candidates]
    wanted = [names is None or kind in names for _, kind, _ in candidates]
    yield Phase('candidates', [(labels[i], count) for i, (_, _, count) in enumerate(candidates) if wanted[i]])
    yield Phase('subtracted', [(labels[a], labels[b], left) for a, b, left in edges if wanted[a] or wanted[b]])
    yield Phase('roots', [labels[i] for i in roots if wanted[i]])
    yield Phase('marked', [(labels[b], labels[a]) for a, b in marked if wanted[a] or wanted[b]])
    yield Phase('unreachable', [labels[i] for i in unreachable if wanted[i]])
    del candidates, edges, roots, marked, unreachable
    _, told = collect(generation)
    for phase in _PHASES:
        yield Phase(phase, [f'{kind} at {address:#x}' for name, address, kind in told
                            if name == phase and (names is None or kind in names)])


class LeakError(AssertionError):
    """Objects were left that only the collector could free."""


class expect_no_leaks:
    """with expect_no_leaks(): ... or @expect_no_leaks: what runs inside must leave no cycles behind.

    LeakError tells what a collection found that was not there before.
    """

    def __new__(cls, function=None):
        self = super().__new__(cls)
        if function is None:
            return self

        def checked(*args, **kwargs):
            with cls():
                return function(*args, **kwargs)

        checked.__name__ = function.__name__
        checked.__doc__ = function.__doc__
        checked.__wrapped__ = function
        return checked

    def __enter__(self):
        gc.collect()
        self._enabled = gc.isenabled()
        gc.disable()
        return self

    def __exit__(self, kind, error, traceback):
        candidates, _, _, _, unreachable = rehearse(2)
        lost = [candidates[i][1] for i in unreachable]
        del candidates, unreachable
        gc.collect()
        if self._enabled:
            gc.enable()
        if lost and kind is None:
            kinds = sorted(set(lost))
            told = ', '.join(f'{lost.count(name)} {name}' for name in kinds)
            raise LeakError(f'{len(lost)} objects are held by cycles only: {told}')
        return False
