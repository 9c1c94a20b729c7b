"""Which of two documents holds now, where they say different things, and why.

Law on Promulgation of Legal Documents (80/2015/QH13, Article 156; 64/2025/QH15, Article 58): the document of higher
legal force prevails; of two documents of one issuer, the later one. What amends or replaces another prevails over it,
and an official document over what the press tells of it. Where nothing of this applies, nothing is decided.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Document, DocumentRelation, Work

OVERRIDING = frozenset({"amends", "replaces"})


@dataclass(frozen=True, slots=True)
class Paper:
    """What precedence asks of a document: the official document it is, its kind, issuer and day."""

    source: str
    work: str | None
    kind: str | None
    issuer: str | None
    date: str | None


def paper_of(document: Document, works: Mapping[str, Work]) -> Paper:
    """A source as precedence sees it; ``kind`` is None for what is no official document."""
    own = works.get(document.work or "")
    head = document.head
    kind = own.kind if own else head.kind if head else None
    date = (own.date if own else None) or document.date
    return Paper(document.source.id, document.work, kind, own.issuer if own else None, date)


def paper_of_work(source: str, work: Work) -> Paper:
    """A document that ``source`` only tells of: a list of what Resolution 71/NQ-CP gives speaks for the resolution."""
    return Paper(source, work.id, work.kind, work.issuer, work.date)


def prevailing(a: Paper, b: Paper, relations: Sequence[DocumentRelation]) -> tuple[Paper | None, str]:
    """The document that holds, and the reason: ``amended``, ``authority``, ``later``, or None and ``undecided``."""
    for one, other in ((a, b), (b, a)):
        if any((r.subject, r.object) == (one.work, other.work) and r.relation in OVERRIDING for r in relations):
            return one, "amended"
    for one, other in ((a, b), (b, a)):
        if one.kind is not None and other.kind is None:
            return one, "authority"
    force_a, force_b = _force(a), _force(b)
    if force_a is not None and force_b is not None and force_a != force_b:
        return (a if force_a < force_b else b), "authority"
    if a.issuer is not None and a.issuer == b.issuer and a.date and b.date and a.date != b.date:
        return (a if a.date > b.date else b), "later"
    return None, "undecided"


def _force(paper: Paper) -> int | None:
    """The place of a kind of document in the order of legal force, 0 the highest; None where it has none."""
    return next((i for i, kinds in enumerate(_order()) if paper.kind in kinds), None)


@cache
def _order() -> tuple[frozenset[str], ...]:
    data = tomllib.loads((Path(__file__).with_name("precedence.toml")).read_text("utf-8"))
    return tuple(frozenset(level) for level in data["force"])
