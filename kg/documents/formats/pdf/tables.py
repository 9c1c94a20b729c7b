"""A table that goes on over pages is one table: its head, repeated there, is left out, a row cut in two is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.documents.formats.builder import Square
from kg.documents.formats.layout import cues
from kg.documents.formats.pdf.page import PageTable, joined
from kg.text import fold

_NEAR = 0.06


def continues(above: PageTable, below: PageTable) -> bool:
    """Whether a table at the head of a page has the columns of the one at the foot of the page before."""
    if len(above.xs) != len(below.xs):
        return False
    width = max(above.xs[-1] - above.xs[0], below.xs[-1] - below.xs[0])
    if width <= 0:
        return False
    ours, theirs = ([(x - t.xs[0]) / width for x in t.xs] for t in (above, below))
    return all(abs(a - b) < _NEAR for a, b in zip(ours, theirs, strict=True))


def together(parts: Sequence[PageTable]) -> tuple[tuple[Square, ...], tuple[int, ...]]:
    """The cells of one table from its parts, and the row in which each part after the first begins."""
    head = _row(parts[0].squares, 0)
    squares = list(parts[0].squares)
    begins = []
    for part in parts[1:]:
        cells = list(part.squares)
        if len(cells) > len(head) and [s.lines for s in _row(cells, 0)] == [s.lines for s in head]:
            cells = [_moved(s, -head_rows(head)) for s in cells if s.row >= head_rows(head)]
        squares, row = _appended(squares, cells)
        begins.append(row)
    return tuple(squares), tuple(begins)


def head_rows(head: Sequence[Square]) -> int:
    """How many rows the head takes: as many as all its cells do."""
    return min((s.rows for s in head), default=1)


def _row(squares: Sequence[Square], row: int) -> list[Square]:
    return [s for s in squares if s.row == row]


def _moved(square: Square, by: int) -> Square:
    return replace(square, row=square.row + by)


def _appended(squares: list[Square], cells: list[Square]) -> tuple[list[Square], int]:
    height = max(s.row + s.rows for s in squares)
    first = _row(cells, 0)
    last = {s.column: s for s in squares if s.row + s.rows == height}
    if _is_rest(first, last):
        mended = {}
        for cell in first:
            above = last[cell.column]
            texts = joined([*above.lines, *cell.lines])
            mended[id(above)] = replace(above, lines=(texts,) if texts else (), rows=above.rows + cell.rows - 1)
        squares = [mended.get(id(s), s) for s in squares]
        cells = [s for s in cells if s.row > 0]
        height -= 1
    return squares + [_moved(s, height) for s in cells], height


def _is_rest(first: list[Square], last: dict[int, Square]) -> bool:
    """Whether the first row on a page is the rest of the last row of the page before: it has no number of its own, and
    one of its cells goes on in lower case or follows one that cannot have ended: "Nghị quyết số 66-NQ/TW,".
    """
    if not first or first[0].lines or any(s.column not in last for s in first):
        return False
    if any(last[s.column].columns != s.columns for s in first):
        return False
    pairs = [(" ".join(last[s.column].lines), s.lines[0]) for s in first if s.lines]
    return any(above and (below[:1].islower() or _is_open(above)) for above, below in pairs)


def _is_open(text: str) -> bool:
    return text.endswith((",", "-", "(")) or fold(text).split()[-1] in cues("dangling")
