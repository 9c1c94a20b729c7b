"""What a reader makes of a file's bytes: the snapshot, and what the format says of its tables and pages."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Table


@dataclass(frozen=True, slots=True)
class Content:
    """An NFC snapshot; ``tables`` by their spans in it, ``pages`` the position at which each page begins.

    ``title`` and ``published`` (EDTF) are what a page or a record says of itself: a manifest and the head of an
    official document go before it.
    """

    text: str
    tables: tuple[Table, ...] = ()
    pages: tuple[int, ...] = ()
    title: str | None = None
    published: str | None = None
