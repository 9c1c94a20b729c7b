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


def provision_triples(documents: Iterable[Document]) -> Iterator[Triple]:
    """Every numbered part of the documents: one under which nothing stands is an answer too."""
    for document in documents:
        for part in document.provisions:
            yield from _described(document, part)


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
