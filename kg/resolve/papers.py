"""The documents that speak in tasks and targets, and which of two things was given first.

Work is as old as the document that gives it. A list of August that tells what Resolution 71/NQ-CP of April gives
speaks for the resolution: a plan of June gives the work again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.dates import bounds
from kg.model import Document, Facts, Target, Task, Work

PRESS = "press"
UNKNOWN = "unknown"
_UNDATED = "9999-12-31"
_RANK = {UNKNOWN: 1, PRESS: 2}

Order = tuple[str, str, str, str]
"""By the day of the document that gives, by that of the source that tells of it, by the source's id and one's own."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What precedence asks of a document: the official document it is, its kind, issuer and date (EDTF).

    ``kind`` is a concept of ontology/vocab/document-kinds.ttl, ``press``, or ``unknown`` where nothing tells.
    """

    source: str
    work: str | None
    kind: str
    issuer: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents of a build: those that were read, by source, and all that are spoken of, by id."""

    read: Mapping[str, Paper]
    works: Mapping[str, Work]


def papers_of(facts: Facts) -> Papers:
    """The documents of a build as precedence sees them."""
    works = {w.id: w for w in facts.works}
    return Papers({d.source.id: paper_of(d, works) for d in facts.documents}, works)


def paper_of(document: Document, works: Mapping[str, Work]) -> Paper:
    """A source as precedence sees it: what its head says it is, else whether its manifest calls it news."""
    own, head = works.get(document.work or ""), document.head
    kind = own.kind if own else head.kind if head else None
    told = PRESS if document.source.kind in precedence()["press"] else UNKNOWN
    date = (own.date if own else None) or document.date
    return Paper(document.source.id, document.work, _known(kind) or told, own.issuer if own else None, date)


def speaker(papers: Papers, thing: Task | Target) -> Paper:
    """The document that gives a task or sets a target: its mandate, where its source only tells of it; of several
    sources an official document before the press, then the earliest.
    """
    source = min(_sources(papers, thing), key=lambda p: (_RANK.get(p.kind, 0), _first(p.date), p.source))
    given = papers.works.get(thing.mandate or "") if isinstance(thing, Task) else None
    if given is None or given.id == source.work:
        return source
    return Paper(source.source, given.id, _known(given.kind) or UNKNOWN, given.issuer, given.date)


def order(papers: Papers, thing: Task | Target) -> Order:
    """Where a thing stands among others, the earlier first; what has no date stands last.

    A date that is no whole day counts by its first: somebody has to come first. Whether one *is* earlier, ``before``
    tells.
    """
    told = min((_first(source.date), source.source) for source in _sources(papers, thing))
    return _first(speaker(papers, thing).date), *told, thing.id


def before(one: str | None, other: str | None) -> bool:
    """Whether all the days that a date may mean are before those of another one: "2025-03" and "2025" are neither."""
    last, first = bounds(one)[1], bounds(other)[0]
    return last is not None and first is not None and last < first


def _sources(papers: Papers, thing: Task | Target) -> Iterator[Paper]:
    """The documents whose sentences tell of a thing."""
    return (papers.read[evidence.source] for evidence in thing.evidence)


@lru_cache(1 << 12)
def _first(date: str | None) -> str:
    return bounds(date)[0] or _UNDATED


def _known(kind: str | None) -> str | None:
    """The kind, where it is one that says something: "other" is only what is no other one."""
    return None if kind in precedence()["untold"] else kind


@cache
def precedence() -> dict[str, Any]:
    """``precedence.toml``: the order of kinds of document, and which kinds are none."""
    return tomllib.loads(Path(__file__).with_name("precedence.toml").read_text("utf-8"))
