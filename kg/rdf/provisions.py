"""The parts of documents in which evidence stands, as subdivisions of legal resources (ELI, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.documents.provisions import provision_at
from kg.model import Document, Evidence, Provision
from kg.rdf import terms as t
from kg.rdf.namespaces import ELI, KG
from kg.rdf.terms import Triple, iri
from kg.rdf.things import LABEL, TYPE, triples


def whole_iri(document: Document) -> str:
    """What a part is a part of: the official document, else the source that gives the text."""
    return iri(document.work or f"source/{document.source.id}")


def provision_iri(document: Document, part: Provision) -> str:
    """``doc/2025/624-tb-vpcp/phu-luc-ii/muc-3``."""
    return iri(f"{document.work or f'source/{document.source.id}'}/{part.path}")


def provision_of(document: Document, item: Evidence) -> str | None:
    """The innermost part in which evidence stands."""
    part = provision_at(document.provisions, item.start)
    return provision_iri(document, part) if part else None


def provision_triples(documents: Iterable[Document], evidence: Iterable[Evidence]) -> Iterator[Triple]:
    """Every part that evidence stands in, and the parts that these stand in."""
    known = {d.source.id: d for d in documents}
    wanted: set[tuple[str, int]] = set()
    for item in evidence:
        parts = known[item.source].provisions
        part = provision_at(parts, item.start)
        index = parts.index(part) if part else None
        while index is not None and (item.source, index) not in wanted:
            wanted.add((item.source, index))
            index = parts[index].parent
    for source, index in sorted(wanted):
        yield from _described(known[source], known[source].provisions[index])


def _described(document: Document, part: Provision) -> Iterator[Triple]:
    above = document.provisions[part.parent] if part.parent is not None else None
    yield from triples(
        provision_iri(document, part),
        (TYPE, KG + "Provision"),
        (LABEL, t.vi(part.label)),
        (KG + "provisionOf", whole_iri(document)),
        (ELI + "is_part_of", provision_iri(document, above) if above else whole_iri(document)),
        (ELI + "number", t.text(part.number)),
    )
