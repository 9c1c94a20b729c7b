"""Tables in plain text: Markdown's rows of ``| a | b |``, and one cell a line between bare ``|``."""

from __future__ import annotations

from kg.documents.tables.bars import bar_tables
from kg.documents.tables.pipes import pipe_tables
from kg.model import Table

__all__ = ["text_tables"]


def text_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text in order, none inside another."""
    found = sorted([*pipe_tables(text), *bar_tables(text)], key=lambda t: t.span)
    kept: list[Table] = []
    for table in found:
        if not kept or table.span.start >= kept[-1].span.end:
            kept.append(table)
    return tuple(kept)
