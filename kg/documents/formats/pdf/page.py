"""A sheet → its lines and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from kg.documents.formats.builder import Square
from kg.documents.formats.pdf.grid import Box, grids
from kg.documents.formats.pdf.lines import Line, lines, unmarked
from kg.documents.formats.pdf.sheet import Sheet, Word


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as one page shows it; ``xs`` are the edges of its columns."""

    top: float
    bottom: float
    xs: tuple[float, ...]
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page outside its tables, and its tables, each from the top."""

    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]


def page(sheet: Sheet) -> Page:
    """The lines and tables of a sheet."""
    words = unmarked(sheet.words)
    tables = []
    for grid in grids(sheet.rules):
        inside = [w for w in words if _within(w, grid.xs[0], grid.top, grid.xs[-1], grid.bottom)]
        squares = tuple(_square(box, inside) for box in grid.boxes)
        if _is_table(squares):
            tables.append(PageTable(grid.top, grid.bottom, grid.xs, squares))
            taken = set(map(id, inside))
            words = [w for w in words if id(w) not in taken]
    return Page(sheet.width, sheet.height, tuple(lines(words)), tuple(tables))


def _within(word: Word, left: float, top: float, right: float, bottom: float) -> bool:
    return left <= (word.left + word.right) / 2 <= right and top <= word.y - 0.3 * word.size <= bottom


def _square(box: Box, words: list[Word]) -> Square:
    inside = [w for w in words if _within(w, box.left, box.top, box.right, box.bottom)]
    texts = joined([line.text for line in lines(inside, columns=False)])
    return Square(box.row, box.column, (texts,) if texts else (), box.rows, box.columns)


def _is_table(squares: tuple[Square, ...]) -> bool:
    """At least two columns with text in them: a frame round a paragraph is none."""
    return len({s.column for s in squares if s.lines}) >= 2


def joined(texts: list[str]) -> str:
    """Broken lines put together: with a space, but "2026-" and "2030" or "QĐ-" and "TTg" without."""
    out = ""
    for text in texts:
        tight = out[-1:] in ("-", "/") and out[-2:-1].isalnum() and text[:1].isalnum()
        out += text if not out or tight else f" {text}"
    return out
