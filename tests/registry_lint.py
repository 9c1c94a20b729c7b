"""The lint of ontology/registry/*.ttl: what must hold of every record, and of the records together."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from kg.resources import ontology_dir
from kg.text import fold, slug
from kg.turtle import Fact, read_turtle

KG, ID = "https://w3id.org/chutri/ontology#", "https://w3id.org/chutri/id/"
ORG, SKOS = "http://www.w3.org/ns/org#", "http://www.w3.org/2004/02/skos/core#"
DCTERMS, RDF = "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BODY_CLASSES = {KG + name for name in ("PublicBody", "PartyBody", "SteeringCommittee", "WorkingGroup", "BodyGroup")}
WORK_CLASSES = {KG + "OfficialDocument", KG + "Programme"}
CONCEPTS = {KG + "bodyKind": "body-kind", KG + "documentKind": "document-kind", KG + "changeType": "change"}
LINKS = [
    KG + "successor", KG + "issuedBy", KG + "establishedBy", KG + "formerlyPartOf",
    ORG + "subOrganizationOf", ORG + "originalOrganization", ORG + "resultingOrganization",
]  # fmt: skip
PRESENT = "9999-12-31"

Complaint = tuple[str, str]


class Record:
    """One subject with all that is said of it."""

    def __init__(self, iri: str, facts: Iterable[Fact]) -> None:
        self.id = iri.removeprefix(ID)
        self.facts = tuple(facts)

    def all(self, predicate: str, language: str | None = None) -> list[str]:
        return [f.object for f in self.facts if f.predicate == predicate and language in (None, f.language)]

    def one(self, predicate: str, default: str = "") -> str:
        return next(iter(self.all(predicate)), default)

    @property
    def label(self) -> str:
        return next(iter(self.all(SKOS + "prefLabel", "vi")), "")

    @property
    def names(self) -> list[str]:
        return [fold(n) for n in self.all(SKOS + "prefLabel") + self.all(SKOS + "altLabel")]

    def stands_on(self, day: str) -> bool:
        return self.one(KG + "validFrom", "0000") <= day <= self.one(KG + "validUntil", PRESENT)


class Registry:
    """The records of some Turtle files, by id, and the concepts they may use."""

    def __init__(self, paths: Iterable[Path]) -> None:
        facts: dict[str, list[Fact]] = defaultdict(list)
        for path in paths:
            for fact in read_turtle(path):
                facts[fact.subject].append(fact)
        self.records = {iri.removeprefix(ID): Record(iri, facts[iri]) for iri in sorted(facts)}

    def under(self, prefix: str) -> list[Record]:
        return [r for i, r in self.records.items() if i.startswith(prefix + "/")]

    def of_kind(self, kind: str, day: str = PRESENT) -> list[Record]:
        wanted = f"{ID}vocab/body-kind-{kind}"
        return [b for b in self.under("org") if b.one(KG + "bodyKind") == wanted and b.stands_on(day)]

    def heir(self, body: Record) -> Record | None:
        """Whom ``successor*`` leads to; None when it goes round in circles or nowhere."""
        seen: set[str] = set()
        current: Record | None = body
        while current and current.id not in seen and current.all(KG + "successor"):
            seen.add(current.id)
            current = self.records.get(current.one(KG + "successor").removeprefix(ID))
        return current if current and current.id not in seen else None


def concepts() -> set[str]:
    return {fact.subject for path in sorted((ontology_dir() / "vocab").glob("*.ttl")) for fact in read_turtle(path)}


# --- the lint: each check yields (its name, the record's id) ------------------------------


def labels(reg: Registry) -> Iterator[Complaint]:
    for r in reg.records.values():
        if any(len(r.all(SKOS + "prefLabel", language)) != 1 for language in ("vi", "en")):
            yield "one label per language", r.id
        texts = [f.object for f in r.facts if f.language]
        if any(unicodedata.normalize("NFC", t) != t for t in texts):
            yield "NFC", r.id
        if any(" ".join(t.split()) != t for t in texts):
            yield "spaces", r.id
        if len(set(r.names)) != len(r.names):
            yield "a name twice", r.id


def kinds(reg: Registry) -> Iterator[Complaint]:
    known = concepts()
    wanted = {"org": (BODY_CLASSES, KG + "bodyKind"), "doc": (WORK_CLASSES, KG + "documentKind")}
    wanted["event"] = ({KG + "SuccessionEvent"}, KG + "changeType")
    for r in reg.records.values():
        classes, predicate = wanted.get(r.id.split("/")[0], (set(), ""))
        types = set(r.all(RDF + "type"))
        if not types or not types <= classes:
            yield "class", r.id
        values = r.all(predicate)
        prefix = f"{ID}vocab/{CONCEPTS.get(predicate)}-"
        if len(values) != 1 or values[0] not in known or not values[0].startswith(prefix):
            yield "concept", r.id


def dates(reg: Registry) -> Iterator[Complaint]:
    for r in reg.records.values():
        days = [r.all(KG + p) for p in ("validFrom", "validUntil", "effectiveDate", "dateIssued", "partOfSince")]
        if any(len(d) > 1 for d in days) or not all(_is_day(d) for group in days for d in group):
            yield "date", r.id
        elif r.one(KG + "validFrom", "0000") > r.one(KG + "validUntil", PRESENT):
            yield "date order", r.id


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def identifiers(reg: Registry) -> Iterator[Complaint]:
    for body in reg.under("org"):
        if body.id != "org/" + slug(body.label):
            yield "id", body.id
    for work in reg.under("doc"):
        year, number = work.one(KG + "dateIssued")[:4], work.one(KG + "docNumber", work.label)
        if work.id.split("/")[2] != slug(number) or (year and work.id.split("/")[1] != year):
            yield "id", work.id


def links(reg: Registry) -> Iterator[Complaint]:
    for r in reg.records.values():
        sources = [s for s in r.all(DCTERMS + "source") if s.startswith(ID)]
        targets = [t for p in LINKS for t in r.all(p)] + sources
        if any(t.removeprefix(ID) not in reg.records for t in targets):
            yield "dangling link", r.id


def events(reg: Registry) -> Iterator[Complaint]:
    works = {ID + w.id for w in reg.under("doc")}
    for e in reg.under("event"):
        if not works & set(e.all(DCTERMS + "source")):
            yield "event without source", e.id
        if not e.all(KG + "effectiveDate"):
            yield "event without date", e.id
        if not e.all(ORG + "originalOrganization") or not e.all(ORG + "resultingOrganization"):
            yield "event without bodies", e.id


def succession(reg: Registry) -> Iterator[Complaint]:
    happened = {
        (original, result, e.one(KG + "effectiveDate"))
        for e in reg.under("event")
        for original in e.all(ORG + "originalOrganization")
        for result in e.all(ORG + "resultingOrganization")
    }
    for body in reg.under("org"):
        ended, heirs = body.all(KG + "validUntil"), body.all(KG + "successor")
        if bool(ended) != bool(heirs):
            yield "ended if and only if succeeded", body.id
        heir = reg.heir(body)
        if heirs and (heir is None or heir.all(KG + "validUntil")):
            yield "no living heir", body.id
        for day in filter(_is_day, ended):
            next_day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
            if any((ID + body.id, h, next_day) not in happened for h in heirs):
                yield "end without event", body.id


def parents(reg: Registry) -> Iterator[Complaint]:
    for body in reg.under("org"):
        since, now, formerly = (
            body.all(p) for p in (KG + "partOfSince", ORG + "subOrganizationOf", KG + "formerlyPartOf")
        )
        if (since and not now) or (formerly and not since):
            yield "part of nothing", body.id
    for move in (e for e in reg.under("event") if e.one(KG + "changeType").endswith("-move")):
        for old in move.all(ORG + "originalOrganization"):
            body = reg.records[old.removeprefix(ID)]
            if body.one(KG + "partOfSince") != move.one(KG + "effectiveDate"):
                yield "moved on another day", body.id


def clashes(reg: Registry) -> Iterator[Complaint]:
    owners: dict[str, list[Record]] = defaultdict(list)
    for body in reg.under("org"):
        for name in sorted(set(body.names)):
            owners[name].append(body)
        for symbol in body.all(KG + "docSymbol"):
            owners["symbol " + fold(symbol)].append(body)
    for work in reg.under("doc"):
        for name in sorted(set(work.names)):
            owners["document " + name].append(work)
    for bearers in owners.values():
        for one, other in combinations(bearers, 2):
            if _overlap(one, other):
                yield "shared name", f"{one.id} {other.id}"


def _overlap(one: Record, other: Record) -> bool:
    starts = max(r.one(KG + "validFrom", "0000") for r in (one, other))
    return starts <= min(r.one(KG + "validUntil", PRESENT) for r in (one, other))


CHECKS: tuple[Callable[[Registry], Iterator[Complaint]], ...] = (
    labels, kinds, dates, identifiers, links, events, succession, parents, clashes,
)  # fmt: skip


def lint(reg: Registry) -> list[Complaint]:
    return sorted(complaint for check in CHECKS for complaint in check(reg))
