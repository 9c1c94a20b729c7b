"""Which stretches of a document are norms: what bodies always have to do, and not a piece of work to be done once.

The nature of the document decides: a law, a decree, a circular; a decision whose title says that it sets rules or
sets up a body; a regulation appended to any of them. A plan appended to a decree is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.context import Reading
from kg.extract.lexicon import alternatives, phrases, words_of
from kg.model import Head, Span
from kg.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that is one document: the carrier, or one appended to it; ``norms``: it lays down norms."""

    span: Span
    norms: bool


def parts(reading: Reading) -> tuple[Part, ...]:
    """The document, then those appended to it, in order, each known as norms or as work to be done."""
    document = reading.document
    norms = _by_head(document.head) if document.head is not None else _speaks_of_itself(reading.folded)
    made = [Part(Span(0, len(document.text)), norms)]
    for provision in document.provisions:
        if provision.kind == "appended":
            made.append(Part(provision.span, fold(provision.number) in phrases("norms", "kinds", "norms")))
    return tuple(made)


def in_norms(found: Sequence[Part], place: int) -> bool:
    """Whether a position stands in norms: the innermost part around it decides."""
    return [p.norms for p in found if p.span.start <= place < p.span.end][-1]


def _by_head(head: Head) -> bool:
    """Whether the document that the text opens with is one of norms, by its head's kind and title."""
    if head.kind in phrases("norms", "kinds", "concepts"):
        return True
    kind, title = fold(head.kind_name or ""), squeeze(fold(head.title.text if head.title else ""))
    if head.annex_of is not None:
        return fold(head.name or "").startswith(phrases("norms", "kinds", "norms"))
    return kind in phrases("norms", "kinds", "norms") or (
        kind in phrases("norms", "kinds", "titled") and _titled(title)
    )


def _titled(title: str) -> bool:
    """ "Quy định chức năng, nhiệm vụ …", "Thành lập Ban Chỉ đạo …"; not "Ban hành Kế hoạch triển khai Quy chế …"."""
    subject = re.sub(r"^(?:về việc|về|v/v)\s+", "", title)
    founding = rf"{alternatives('norms', 'titles', 'founding')}\s+{alternatives('norms', 'titles', 'founded')}"
    norm = words_of("norms", "titles", "norms").search(subject)
    work = words_of("norms", "titles", "work").search(subject)
    first = norm is not None and (work is None or norm.start() < work.start())
    return first or re.match(founding, subject) is not None


def _speaks_of_itself(folded: str) -> bool:
    """A norm printed without its head: "Nghị định này có hiệu lực thi hành từ ngày …"."""
    itself = alternatives("norms", "itself", "kinds")
    return re.search(rf"(?<!\w){itself}\s+này\s+{alternatives('norms', 'itself', 'said')}", folded) is not None
