"""What the facts speak of, as triples: sources, bodies, documents, people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.dates import day_before
from kg.model import Body, Change, Document, Facts, Person, Work
from kg.rdf import terms as t
from kg.rdf.namespaces import DCTERMS, FOAF, KG, ORG, PROV, RDF, SCHEMA, SKOS
from kg.rdf.terms import Term, Triple, iri

TYPE = RDF + "type"
LABEL, ALIAS = SKOS + "prefLabel", SKOS + "altLabel"


@cache
def mapping() -> dict[str, dict[str, str]]:
    """``mapping.toml``: kinds and units → local names."""
    return tomllib.loads(Path(__file__).with_name("mapping.toml").read_text(encoding="utf-8"))


def _kind_class(table: str, kind: str | None, default: str) -> str:
    return KG + mapping()[table].get(kind or "", default)


def triples(subject: str, *pairs: tuple[str, Term | None]) -> tuple[Triple, ...]:
    """The triples of a subject; pairs without a value are left out."""
    return tuple((subject, predicate, value) for predicate, value in pairs if value is not None)


def ref(path: str | None) -> str | None:
    """The IRI of an id, where there is one."""
    return iri(path) if path else None


def snapshot_iri(document: Document) -> str:
    """The IRI of a document's NFC text."""
    return iri(f"snapshot/{document.text_sha256}")


def document_triples(document: Document) -> Iterator[Triple]:
    """A source file, the official document that it is a copy of, and the snapshot of its text."""
    source, snapshot = document.source, snapshot_iri(document)
    this = iri(f"source/{source.id}")
    yield from triples(
        this,
        (TYPE, KG + "Document" if document.work else _kind_class("source_class", source.kind, "OfficialDocument")),
        (KG + "copyOf", ref(document.work)),
        (DCTERMS + "identifier", t.text(source.id)),
        (DCTERMS + "title", t.vi(source.title) if source.title else None),
        (DCTERMS + "publisher", t.text(source.publisher) if source.publisher else None),
        (DCTERMS + "issued", t.moment(source.published) if source.published else None),
        (SCHEMA + "name", t.text(source.name)),
        (SCHEMA + "url", t.web_address(source.url)),
        (KG + "sourceSha256", t.text(source.sha256)),
    )
    yield from triples(
        snapshot,
        (TYPE, KG + "TextSnapshot"),
        (KG + "snapshotOf", this),
        (KG + "textSha256", t.text(document.text_sha256)),
        (KG + "sourceSha256", t.text(source.sha256)),
    )


def body_triples(body: Body) -> Iterator[Triple]:
    """A body as the documents name it."""
    this = iri(body.id)
    yield from triples(
        this,
        (TYPE, _kind_class("body_class", body.kind, "PublicBody")),
        (LABEL, t.vi(body.label)),
        (KG + "bodyKind", iri(f"vocab/body-kind-{body.kind}")),
        (ORG + "subOrganizationOf", ref(body.part_of)),
    )
    yield from ((this, ALIAS, t.vi(alias)) for alias in body.aliases if alias != body.label)


def change_triples(change: Change) -> Iterator[Triple]:
    """A change of bodies that follows from a registered one, with what it makes of the old ones."""
    this = iri(change.id)
    yield from triples(
        this,
        (TYPE, KG + "SuccessionEvent"),
        (KG + "changeType", iri(f"vocab/change-{change.kind}")),
        (KG + "effectiveDate", t.day(change.date) if change.date else None),
    )
    yield from ((this, ORG + "originalOrganization", iri(old)) for old in change.olds)
    yield from ((this, ORG + "resultingOrganization", iri(new)) for new in change.news)
    own = () if change.derived else change.sources
    yield from ((this, DCTERMS + "source", iri(source)) for source in own)
    yield from triples(this, (PROV + "wasDerivedFrom", ref(change.derived)))
    last = t.day(day_before(change.date)) if change.date else None
    for old in change.olds:
        yield from triples(iri(old), (KG + "validUntil", last))
        yield from ((iri(old), KG + "successor", iri(new)) for new in change.news)


def work_triples(work: Work) -> Iterator[Triple]:
    """A document that is spoken of."""
    this = iri(work.id)
    yield from triples(
        this,
        (TYPE, _kind_class("work_class", work.kind, "OfficialDocument")),
        (LABEL, t.vi(work.label)),
        (KG + "documentKind", iri(f"vocab/document-kind-{work.kind}")),
        (DCTERMS + "title", t.vi(work.title) if work.title else None),
        (KG + "docNumber", t.text(work.number) if work.number else None),
        (KG + "issuedBy", ref(work.issuer)),
        (KG + "dateIssued", t.moment(work.date) if work.date else None),
    )
    yield from ((this, ALIAS, t.vi(alias)) for alias in work.aliases if alias != work.label)


def person_triples(person: Person) -> Iterator[Triple]:
    """A person."""
    yield from triples(iri(person.id), (TYPE, FOAF + "Person"), (LABEL, t.vi(person.label)))


def described(facts: Facts) -> Iterator[Triple]:
    """Everything the facts speak of, apart from what is said about it."""
    for document in facts.documents:
        yield from document_triples(document)
    for body in facts.bodies:
        yield from body_triples(body)
    for change in facts.changes:
        yield from change_triples(change)
    for work in facts.works:
        yield from work_triples(work)
    for person in facts.people:
        yield from person_triples(person)
