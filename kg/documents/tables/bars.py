"""Tables as crawlers leave them: one cell between two lines that hold nothing but ``|``.

    |
    TT
    |
    Nhiệm vụ
    |
    |
    1
    |

A row opens and closes with a bar, so two bars in a row are the border of two rows, or an empty cell: which of
the two, the number of columns tells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.documents.tables.trim import trimmed
from kg.model import Cell, Span, Table

LEAST_COLUMNS, MOST_COLUMNS = 3, 30
LEAST_EXACT = 0.6
LONGEST_HEADING = 200
_BAR = re.compile(r"^[ \t]*\|[ \t]*$", re.M)
ORDINAL = re.compile(r"S?TT|Số TT|Số thứ tự", re.I)
_EXACT, _SHORT, _HOLE = 10, -2, -3


class _Plan(NamedTuple):
    """The best way on from a bar that opens a row: its worth, cells of the row, rows and regular rows to come, the
    bar that closes the last of them.
    """

    worth: int = 0
    cells: int = 0
    rows: int = 0
    exact: int = 0
    end: int = 0


class _Bars:
    """The bars of a text; ``gap[i]`` is whether words stand between bar ``i`` and the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [Span(m.start(), m.end()) for m in _BAR.finditer(text)]
        self.cells = [trimmed(text, a.end, b.start) for a, b in itertools.pairwise(self.at)]
        self.gap = [bool(text[a.end : b.start].strip()) for a, b in itertools.pairwise(self.at)]
        self.holes = [0, *itertools.accumulate(not g for g in self.gap)]
        self.runs = [0] * (len(self.gap) + 1)
        for i in range(len(self.gap) - 1, -1, -1):
            self.runs[i] = self.runs[i + 1] + 1 if self.gap[i] else 0
        self._plans: dict[int, list[_Plan]] = {}

    def run(self, i: int) -> int:
        """How many cells with words follow bar ``i`` before two bars meet."""
        return self.runs[i] if i < len(self.runs) else 0

    def plans(self, columns: int) -> list[_Plan]:
        """For every bar, how the rows of a table with so many columns go on from it; from the last bar backwards."""
        if columns not in self._plans:
            plans = [_Plan()] * (len(self.at) + 1)
            for i in range(len(self.at) - 2, -1, -1):
                plans[i] = self._best(i, columns, plans)
            self._plans[columns] = plans
        return self._plans[columns]

    def _best(self, i: int, columns: int, plans: list[_Plan]) -> _Plan:
        """A regular row where one ends at a border; else the shorter one that leaves most of the rest regular."""
        best = _Plan()
        for m in range(columns, 0, -1):
            close = i + m
            holes = self.holes[min(close, len(self.gap))] - self.holes[i]
            if close >= len(self.at) or holes == m:
                continue
            follows = close < len(self.gap) and not self.gap[close]
            if not follows and m < columns:
                continue
            after = plans[close + 1] if follows else _Plan()
            exact = m == columns
            worth = after.worth + (_EXACT - holes if exact else _SHORT + _HOLE * holes)
            if worth > best.worth:
                best = _Plan(worth, m, after.rows + 1, after.exact + exact, after.end or close)
            if exact and follows:
                break
        return best


def _is_heading(bars: _Bars, i: int, n: int) -> bool:
    """Short names of columns, not "Số hiệu: | 624/TB-VPCP" of a page's own box."""
    words = [bars.text[c.start : c.end] for c in bars.cells[i : i + n]]
    short = all(len(w) <= LONGEST_HEADING and not w.endswith(":") and "\n\n" not in w for w in words)
    return short and all(any(c.isalpha() for c in w) for w in words)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _opening(bars: _Bars, i: int) -> tuple[int, int] | None:
    """Where in the run of cells from bar ``i`` a table opens, and with how many columns: what makes most rows
    regular. The run may hold a title or the end of another table before the heading.
    """
    run = bars.run(i)
    second = bars.run(i + run + 1)
    third = bars.run(i + run + second + 2)
    choices: list[tuple[bool, int, int, int, int]] = []
    if not second:
        return None
    for start in range(max(i, i + run - MOST_COLUMNS), i + run - LEAST_COLUMNS + 1):
        first = i + run - start
        if not _is_heading(bars, start, first):
            continue
        for n in {first, second, third}:
            if first <= n <= MOST_COLUMNS:
                plan = bars.plans(n)[start]
                headings = 2 if n > first else 0  # a heading whose cells are divided in the row below
                if plan.rows > 1 and plan.exact >= max(1, LEAST_EXACT * (plan.rows - headings)):
                    numbered = bool(ORDINAL.fullmatch(bars.text, *_ends(bars.cells[start])))
                    choices.append((numbered, plan.end if numbered else 0, plan.worth, -start, -n))
    if not choices:
        return None
    *_, start, n = max(choices)
    return -start, -n


def bar_tables(text: str) -> Iterator[Table]:
    """The tables of a text whose bars stand on lines of their own."""
    bars = _Bars(text)
    i = 0
    while i < len(bars.gap):
        opening = _opening(bars, i) if bars.gap[i] else None
        if opening is None:
            i += max(1, bars.run(i))
            continue
        table, i = _table(bars, *opening)
        yield table


def _table(bars: _Bars, i: int, columns: int) -> tuple[Table, int]:
    """The table that opens at bar ``i``, and the first bar after it."""
    plans, cells, row, first = bars.plans(columns), [], 0, i
    while i < len(bars.gap) and (taken := plans[i].cells):
        cells += [Cell(bars.cells[i + c], row, c) for c in range(taken)]
        row += 1
        last = i + taken
        i = last + 1
        if last < len(bars.gap) and bars.gap[last]:
            i = last  # the bar that closes a table may open the prose after it
            break
    return Table(Span(bars.at[first].start, bars.at[last].end), tuple(cells)), i
