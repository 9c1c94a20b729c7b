"""Ruled lines → tables: the cells that they enclose, merged ones as wide and high as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.formats.pdf.sheet import Rule

_NEAR = 3.0
_COVERED = 0.6
MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its place in the grid and its rectangle on the page."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page; ``xs`` are the edges of its columns."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of a page from the top: groups of lines that meet and enclose at least two columns."""
    joined = _joined([r for r in rules if r.horizontal]) + _joined([r for r in rules if not r.horizontal])
    found = [grid for group in _groups(joined) if (grid := _grid(group))]
    return sorted(found, key=lambda g: (g.top, g.xs[0]))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together: Word draws a line anew in every cell."""
    out: list[Rule] = []
    levels = _levels([r.at for r in rules])
    for level in levels:
        pieces = sorted((r for r in rules if _nearest(levels, r.at) == level), key=lambda r: r.start)
        for piece in pieces:
            if out and out[-1].at == level and piece.start - out[-1].end <= _NEAR:
                out[-1] = Rule(piece.horizontal, level, out[-1].start, max(out[-1].end, piece.end))
            else:
                out.append(Rule(piece.horizontal, level, piece.start, piece.end))
    return out


def _levels(values: Sequence[float]) -> list[float]:
    """Positions that are one but for the thickness of a line."""
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _nearest(levels: Sequence[float], value: float) -> float:
    return min(levels, key=lambda level: abs(level - value))


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Lines that meet, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules[:MOST_LINES]:
        met = [g for g in groups if any(_meet(rule, other) for other in g)]
        groups = [g for g in groups if g not in met] + [[rule, *(r for g in met for r in g)]]
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    if a.horizontal == b.horizontal:
        return False
    return a.start - _NEAR <= b.at <= a.end + _NEAR and b.start - _NEAR <= a.at <= b.end + _NEAR


def _grid(group: list[Rule]) -> Grid | None:
    across = [r for r in group if r.horizontal]
    down = [r for r in group if not r.horizontal]
    if len(across) < 2 or not down:
        return None
    xs = _levels([r.at for r in down] + [min(r.start for r in across), max(r.end for r in across)])
    ys = _levels([r.at for r in across] + [min(r.start for r in down), max(r.end for r in down)])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_boxes(xs, ys, across, down)))


def _boxes(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Box]:
    """From the top left: a cell reaches right, then down, until a line stops it."""
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < len(xs) - 1 and (row, right) not in taken and not _drawn(down, xs[right], ys[row : row + 2]):
                right += 1
            below = row + 1
            while below < len(ys) - 1 and not any(
                _drawn(across, ys[below], xs[j : j + 2]) for j in range(column, right)
            ):
                below += 1
            taken |= {(i, j) for i in range(row, below) for j in range(column, right)}
            box = Box(row, column, below - row, right - column, xs[column], ys[row], xs[right], ys[below])
            boxes.append(box)
    return boxes


def _drawn(rules: list[Rule], at: float, between: Sequence[float]) -> bool:
    """Whether most of an edge is drawn."""
    start, end = between
    covered = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= _NEAR)
    return covered > _COVERED * (end - start)
