"""Tables in plain text: Markdown's rows of ``| a | b |``, and one cell a line, between bare ``|`` or without any."""

from __future__ import annotations

from kg.documents.formats.layout import is_letterhead
from kg.documents.tables.bars import bar_tables
from kg.documents.tables.lines import line_tables
from kg.documents.tables.pipes import pipe_tables
from kg.model import Table

__all__ = ["text_tables"]


def _is_letterhead(text: str, table: Table) -> bool:
    rows, columns = len({c.row for c in table.cells}), len({c.column for c in table.cells})
    return is_letterhead(rows, columns, text[table.span.start : table.span.end])


def _place(table: Table) -> tuple[int, int]:
    """By where they begin; of two that begin at one place, the whole before its heading alone."""
    return table.span.start, -table.span.end


def text_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text in order, none inside another; what only places a head or a foot on the page is none."""
    found = sorted([*pipe_tables(text), *bar_tables(text), *line_tables(text)], key=_place)
    found = [t for t in found if not _is_letterhead(text, t)]
    kept: list[Table] = []
    for table in found:
        if not kept or table.span.start >= kept[-1].span.end:
            kept.append(table)
    return tuple(kept)
