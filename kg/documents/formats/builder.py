"""The one way in which a reader writes a snapshot: paragraphs, tables and pages, positions kept as it goes.

A paragraph is a line, with a blank line after it. A table is one line a row, ``| cell | cell |``; what a merged cell
covers is an empty cell there, and ``Table`` says how far it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.documents.content import Content
from kg.errors import TooMuch
from kg.model import Cell, Span, Table
from kg.text import nfc

MOST_CELLS = 200_000
MOST_CHARACTERS = 20_000_000
# Soft hyphens, zero-width marks and control characters are no letters; Word keeps its bullets in a private area.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf02b": "+"})
_LONE = re.compile("[\ud800-\udfff]")
_BAR = str.maketrans({"|": "¦"})


@dataclass(frozen=True, slots=True)
class Square:
    """A cell as a reader finds it: its lines, its first row and column, how many of each it covers."""

    row: int
    column: int
    lines: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1


def clean(text: str) -> str:
    """One line of composed text without marks that nobody sees, one space where there was any white space.

    >>> clean("Uỷ\\u00a0ban \\u00ad nhân\\tdân ")
    'Uỷ ban nhân dân'
    """
    visible = _LONE.sub("\ufffd", _DROPPED.sub("", text.translate(_BULLETS)))
    return nfc(" ".join(visible.split()))


class Builder:
    """Accumulates a snapshot; ``content()`` gives it. ``TooMuch`` where a file would fill the memory."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._tables: list[Table] = []
        self._pages: list[int] = []

    def paragraph(self, text: str) -> None:
        """A paragraph on a line of its own; nothing where there is no text in it."""
        self.lines([text])

    def lines(self, texts: Iterable[str]) -> None:
        """Lines that belong together, as those of a letterhead: no blank line between them; mere ornaments are left."""
        kept = [line for line in map(clean, texts) if any(c.isalnum() for c in line)]
        if kept:
            self._write("\n".join(kept) + "\n\n")

    @property
    def position(self) -> int:
        """Where the next paragraph or table will begin."""
        return self._length

    def page(self, at: int | None = None) -> None:
        """A page begins here, or at a place that is written already."""
        self._pages.append(self._length if at is None else at)

    def table(self, squares: Sequence[Square]) -> Table | None:
        """Write a data table, and give it back; nothing where it holds no text. ``squares`` do not overlap."""
        self._cells += max((s.row + 1 for s in squares), default=0) * max((s.column + 1 for s in squares), default=0)
        if self._cells > MOST_CELLS:
            raise TooMuch(what=f"{MOST_CELLS:,} cells")
        if not any(s.lines for s in squares):
            return None
        by_place = {(s.row, s.column): s for s in squares}
        width = max(s.column + s.columns for s in squares)
        start, cells = self._length, []
        for row in range(max(s.row for s in squares) + 1):
            for column in range(width):
                self._write("| " if column == 0 else " ")
                square = by_place.get((row, column))
                if square:
                    text = clean(" ".join(square.lines)).translate(_BAR)
                    span = Span(self._length, self._length + len(text))
                    cells.append(Cell(span, row, column, square.rows, square.columns))
                    self._write(text)
                self._write(" |")
            self._write("\n")
        self._tables.append(Table(Span(start, self._length - 1), tuple(cells)))
        self._write("\n")
        return self._tables[-1]

    def content(self) -> Content:
        """All that was written; the snapshot ends with one newline."""
        text = "".join(self._parts).rstrip("\n")
        text += "\n" if text else ""
        return Content(text, tuple(self._tables), tuple(min(p, len(text)) for p in self._pages))

    def _write(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise TooMuch(what=f"{MOST_CHARACTERS:,} characters")
        self._parts.append(text)
