"""Where a table stands: its cells as passages, and the title above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.context import Passage, Reading
from kg.model import Cell, Span, Table, Zone

TITLE_REACH = 5
TITLE_LENGTH = 600


@dataclass(frozen=True)
class Page:
    """A reading with its cells by place; ``titles`` are the paragraphs right above the table, the nearest first."""

    reading: Reading
    cells: dict[int, Passage]
    titles: tuple[Passage, ...]

    def passage(self, cell: Cell | None) -> Passage | None:
        return self.cells.get(cell.span.start) if cell else None

    def words(self, passage: Passage) -> str:
        """A passage's folded words on one line."""
        return self.words_of(passage.block.body)

    def words_of(self, span: Span) -> str:
        """The folded words of a stretch on one line."""
        return " ".join(self.reading.folded[span.start : span.end].split())


def page_of(reading: Reading, table: Table) -> Page:
    """The page of one table."""
    cells = {
        p.block.span.start: p
        for p in reading.passages
        if p.block.zone is Zone.TABLE and table.span.start <= p.block.span.start < table.span.end
    }
    above = [p for p in reading.passages if p.block.zone is not Zone.TABLE and p.block.span.end <= table.span.start]
    return Page(reading, cells, tuple(_near(reading, above, table)))


def _near(reading: Reading, above: Sequence[Passage], table: Table) -> list[Passage]:
    """The last short paragraphs before the table, down from the table before it."""
    ends = [t.span.end for t in reading.document.tables if t.span.end <= table.span.start]
    floor = max(ends, default=0)
    near: list[Passage] = []
    for passage in reversed(above[-TITLE_REACH:]):
        if passage.block.span.start < floor or passage.block.span.end - passage.block.span.start > TITLE_LENGTH:
            break
        near.append(passage)
    return near
