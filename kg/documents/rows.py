"""The rows of tables as parts of a document, by the number in their own TT column: "Phụ lục II, mục 3"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.documents.cues import words
from kg.documents.pieces import plain_line
from kg.model import Cell, Span, Table
from kg.text import fold

_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\.?")
_SECTION = re.compile(r"(?P<section>[IVXLC]{1,6}(?:\.\d{1,2})?|[A-Z])[.)]?")
HEADING = 3


def numbered_rows(text: str, tables: Sequence[Table]) -> list[tuple[Span, str]]:
    """The stretch of each numbered row and its number; "II.1" where the numbers begin anew under each section row.

    Only of tables whose first column is headed TT or STT.
    """
    found: list[tuple[Span, str]] = []
    for table in tables:
        if any(_is_ordinal(text, cell) for cell in table.cells if cell.row < HEADING and cell.column == 0):
            found += _rows(text, table)
    return found


def _is_ordinal(text: str, cell: Cell) -> bool:
    return fold(_said(text, cell)).strip(" .") in words("ordinal")


def _said(text: str, cell: Cell) -> str:
    return plain_line(text[cell.span.start : cell.span.end]).strip(" #")


def _rows(text: str, table: Table) -> list[tuple[Span, str]]:
    rows = list(_told(text, table))
    twice = Counter(number for _, _, number in rows)
    anew = any(times > 1 for times in twice.values())
    return [(span, f"{section}.{number}" if anew and section else number) for span, section, number in rows]


def _told(text: str, table: Table) -> Iterator[tuple[Span, str, str]]:
    """Stretch, section and number of each row that has a number of its own."""
    section = ""
    lines: dict[int, list[Cell]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(cell)
    for _, cells in sorted(lines.items()):
        first = next((c for c in cells if c.column == 0), None)
        said = _said(text, first) if first else ""
        if match := _SECTION.fullmatch(said):
            section = match["section"]
        elif (match := _NUMBER.fullmatch(said)) and first:
            own = [c.span for c in cells if (c.span.end > c.span.start and c.rows == 1) or c is first]
            yield Span(min(s.start for s in own), max(s.end for s in own)), section, match["number"]
