"""What every fact rests on: the sentence, and when something is due."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.sources import Zone


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence behind a fact: ``snapshot[start:end] == quote``; in a table, with the cell's row and column."""

    source: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0
    method: str = "rule"
    zone: Zone = Zone.ARTICLE
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: EDTF, relation (before, by, within, from, recurring), the days it may mean, its wording."""

    edtf: str | None
    relation: str | None
    text: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
