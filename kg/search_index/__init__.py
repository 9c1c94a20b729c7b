"""Full-text search over a build: names and sentences in SQLite FTS5, with and without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.search_index.read import KINDS, TOPIC, Hit, Index, Name, match_expression, names, search, texts

if TYPE_CHECKING:
    from kg.search_index.write import Kept, keep, write_index

__all__ = [
    "KINDS", "TOPIC", "Hit", "Index", "Kept", "Name", "keep", "match_expression", "names", "search", "texts",
    "write_index",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What only a build needs is loaded when it is asked for: a question has no time for it."""
    if name in ("Kept", "keep", "write_index"):
        from kg.search_index import write

        return getattr(write, name)
    raise AttributeError(name)
