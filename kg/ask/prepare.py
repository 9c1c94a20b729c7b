"""What questions look up, answered once when a graph is built: a question then reads rows instead of searching."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import query
from kg.search_index import Kept, keep
from kg.store import in_memory

PREPARED = (
    "ask-beside", "ask-body", "ask-changes", "ask-deadlines", "ask-document", "ask-duty", "ask-evidence",
    "ask-issued", "ask-kind", "ask-life", "ask-meetings", "ask-merged", "ask-name", "ask-newer", "ask-numbers",
    "ask-person", "ask-quotes", "ask-results", "ask-sources", "ask-status", "ask-succession", "ask-task",
    "ask-tenure", "ask-topics", "conflicts", "history-given",
)  # fmt: skip
"""Shipped queries that have one parameter at most."""


def prepare(folder: Path, nquads: Sequence[str]) -> None:
    """Keep the rows of ``PREPARED`` over a graph's N-Quads in the index of its build.

    The index must be there (``write_index``). ``OSError`` where it can't be written.
    """
    graph = in_memory(folder, nquads)
    found = []
    for name in PREPARED:
        asked = query.question(name)
        rows = graph.texts(asked.sparql)
        lines = sorted((tuple(row.values()) for row in rows), key=lambda line: [value or "" for value in line])
        columns = asked.columns if not rows else tuple(rows[0])
        found.append(Kept(name, next(iter(asked.parameters), ""), columns, lines))
    keep(folder, found)
