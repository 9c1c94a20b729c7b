"""Bodies that the documents name and the registry does not know, for whoever keeps the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.sentences import sentences
from kg.model import Body, Document, Evidence, Facts, Span


@dataclass(frozen=True, slots=True)
class Unregistered:
    """A body without a record: how often it is named, and the first sentence that names it, with its place."""

    body: Body
    mentions: int
    source: str
    start: int
    end: int
    sentence: str


def unregistered(facts: Facts) -> tuple[Unregistered, ...]:
    """The bodies of a build that are not registered, the most often named first.

    Collectives ("các bộ, ngành") are no bodies, and the authorities that every province has are known by their names.
    """
    named: dict[str, list[Evidence]] = defaultdict(list)
    for mention in facts.body_mentions:
        named[mention.entity].append(mention.evidence)
    found = [(body, named[body.id]) for body in facts.bodies if _is_missing(body) and named[body.id]]
    documents = {document.source.id: document for document in facts.documents}
    rows = (_row(body, seen, documents[min(seen).source]) for body, seen in found)
    return tuple(sorted(rows, key=lambda row: (-row.mentions, row.body.id)))


def _is_missing(body: Body) -> bool:
    province = body.part_of is not None and body.part_of.startswith(("org/tinh-", "org/thanh-pho-"))
    authority = body.kind in ("people-committee", "people-council", "party-committee")
    return not body.registered and body.kind not in ("collective", "province") and not (province and authority)


def _row(body: Body, seen: list[Evidence], document: Document) -> Unregistered:
    first = min(seen, key=lambda e: (e.source, e.start))
    span = next(_around(document, first), Span(first.start, first.end))
    return Unregistered(body, len(seen), first.source, span.start, span.end, document.text[span.start : span.end])


def _around(document: Document, evidence: Evidence) -> Iterator[Span]:
    """The sentence that the evidence stands in."""
    for block in document.blocks:
        if block.body.start <= evidence.start < block.body.end:
            spans = sentences(document.text, block.body, ())
            yield from (s for s in spans if s.start <= evidence.start and evidence.end <= s.end)
