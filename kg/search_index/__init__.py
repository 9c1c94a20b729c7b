"""Full-text search over a build: names and sentences in SQLite FTS5, with and without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.search_index.read import KINDS, Hit, Name, match_expression, names, search, texts

if TYPE_CHECKING:
    from kg.search_index.write import write_index

__all__ = ["KINDS", "Hit", "Name", "match_expression", "names", "search", "texts", "write_index"]


def __getattr__(name: str) -> Any:
    """What only a build needs is loaded when it is asked for: a question has no time for it."""
    if name == "write_index":
        from kg.search_index.write import write_index

        return write_index
    raise AttributeError(name)
