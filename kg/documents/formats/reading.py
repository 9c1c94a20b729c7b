"""What a reader gives: the content, and what the file itself says of its title, day and address."""

from __future__ import annotations

from dataclasses import dataclass

from kg.documents.content import Content


@dataclass(frozen=True, slots=True)
class Reading:
    """``published`` is an EDTF day; a manifest has the last word on all three."""

    content: Content
    title: str | None = None
    published: str | None = None
    url: str | None = None
