"""Sheets → content: what belongs together over lines and pages is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents.content import Content
from kg.documents.formats.builder import Builder, clean
from kg.documents.formats.layout import parted, write_table
from kg.documents.formats.pdf.columns import Band, banded
from kg.documents.formats.pdf.furniture import without_furniture
from kg.documents.formats.pdf.lines import Line
from kg.documents.formats.pdf.page import Page, PageTable, joined, page
from kg.documents.formats.pdf.paragraphs import Measure, goes_on, measure
from kg.documents.formats.pdf.sheet import Sheet
from kg.documents.formats.pdf.tables import continues, together

Item = Line | Band | PageTable
_NOTE = re.compile(r"\[?(?:\d{1,3}|\*{1,3})\]?(?:\s+\S.*)?")
_SMALL = 0.87
_NOTE_SIZE = 10.0


def write(sheets: Sequence[Sheet]) -> Content:
    """The content of a document's pages."""
    pages = without_furniture([page(sheet) for sheet in sheets])
    writer = _Writer()
    for one in pages:
        writer.page(one, measure(one, pages))
    return writer.content()


def body_and_notes(one: Page) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and of its footnotes: small lines at its foot, the first of them with a number."""
    found = [line for line in one.lines if any(c.isalnum() for c in line.text)]
    sizes = sorted(line.size for line in found if line.right - line.left > line.size)
    small = _SMALL * sizes[len(sizes) // 2] if len(sizes) > 8 else _NOTE_SIZE
    start = len(found)
    last_table = max((t.bottom for t in one.tables), default=0.0)
    for i in range(len(found) - 1, -1, -1):
        if found[i].size > small or found[i].y < last_table:
            break
        if _NOTE.fullmatch(found[i].text):
            start = i
    return found[:start], found[start:]


def items(one: Page, body: Sequence[Line]) -> Iterator[Item]:
    """Lines, bands and tables of a page from the top."""
    rest = list(body)
    for table in one.tables:
        yield from banded([line for line in rest if line.y < table.top])
        rest = [line for line in rest if line.y >= table.top]
        yield table
    yield from banded(rest)


class _Writer:
    """Holds back a paragraph or table until it is known to be whole; the notes of its pages follow it."""

    def __init__(self) -> None:
        self._builder = Builder()
        self._lines: list[Line] = []
        self._tables: list[PageTable] = []
        self._turns: list[int] = []
        self._notes: list[Line] = []

    def page(self, one: Page, column: Measure) -> None:
        body, small = body_and_notes(one)
        self._turns.append(len(self._lines) + len(self._tables))
        for number, item in enumerate(items(one, body)):
            if isinstance(item, Line):
                self._line(item, column, number == 0)
            elif isinstance(item, Band):
                self.flush()
                self._builder.lines(item.left)
                self._builder.lines(item.right)
            else:
                self._table(item, number == 0)
        self._notes += small

    def _line(self, line: Line, column: Measure, turned: bool) -> None:
        if self._tables or (self._lines and not goes_on(self._lines[-1], line, column, not turned)):
            self.flush()
        self._lines.append(line)

    def _table(self, table: PageTable, turned: bool) -> None:
        if self._lines or (self._tables and not (turned and continues(self._tables[-1], table))):
            self.flush()
        self._tables.append(table)

    def flush(self) -> None:
        """Write what was held back; a page that turned within it begins where its own words do."""
        start, lines, tables = self._builder.position, self._lines, self._tables
        inside = [t for t in self._turns if 0 < t < len(lines) + len(tables)]
        after = [t for t in self._turns if t and t >= len(lines) + len(tables)]
        for _ in range(len(self._turns) - len(inside) - len(after)):
            self._builder.page()
        if lines:
            for text in parted(lines[0].text) if len(lines) == 1 else [joined([line.text for line in lines])]:
                self._builder.paragraph(text)
            for turn in inside:
                self._builder.page(start + len(clean(joined([line.text for line in lines[:turn]]))) + 1)
        elif tables:
            squares, begins = together(tables)
            table = write_table(self._builder, squares)
            for turn in inside:
                cells = [c.span.start for c in table.cells if c.row >= begins[turn - 1]] if table else []
                self._builder.page(min(cells, default=start))
        for note in _whole(self._notes):
            self._builder.paragraph(note)
        for _ in after:
            self._builder.page()
        self._lines, self._tables, self._turns, self._notes = [], [], [], []

    def content(self) -> Content:
        self.flush()
        return self._builder.content()


def _whole(lines: Sequence[Line]) -> list[str]:
    """Each note in one piece, its number before it."""
    out: list[str] = []
    for line in lines:
        if out and (not _NOTE.fullmatch(line.text) or out[-1].isdigit()):
            out[-1] += " " + line.text
        else:
            out.append(line.text)
    return out
