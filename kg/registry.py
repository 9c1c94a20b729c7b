"""The bodies and documents that the product knows beforehand, read from ``ontology/registry``.

The extractor takes its names from here and the resolver its identities; nothing else in the code
knows a body's name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path

from kg.model import Change
from kg.resources import ontology_dir
from kg.text import fold, squeeze
from kg.turtle import Fact, read_turtle

KG = "https://w3id.org/chutri/ontology#"
ID = "https://w3id.org/chutri/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
DCTERMS = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """A registered body; ``ended`` is the last day of its existence, ``party`` whether it numbers as Party organs
    do, ``sources`` the ids of the documents (or addresses) that its record rests on. It is part of ``part_of`` from
    the day ``part_since`` on, where that is told, and was part of ``formerly`` before, where that is known.
    """

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    symbol: str | None
    part_of: str | None
    since: str | None
    ended: str | None
    party: bool
    english: str | None = None
    sources: tuple[str, ...] = ()
    part_since: str | None = None
    formerly: str | None = None


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """A registered document, such as Politburo Resolution 57-NQ/TW of 22 December 2024."""

    id: str
    label: str
    kind: str
    number: str | None
    issuer: str | None
    date: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """All records, and the names by which each can be met (folded)."""

    bodies: tuple[BodyRecord, ...]
    works: tuple[WorkRecord, ...]
    events: tuple[Change, ...] = ()

    @cached_property
    def body(self) -> dict[str, BodyRecord]:
        return {b.id: b for b in self.bodies}

    def life(self, body: str) -> tuple[str | None, str | None]:
        """First and last day of a registered body, as far as they are known (``kg.succession.Known``)."""
        record = self.body.get(body)
        return (record.since, record.ended) if record else (None, None)

    def parent(self, body: str, day: str | None = None) -> str | None:
        """The body that a registered one is part of, on a day or as far as is known.

        *Bảo hiểm xã hội Việt Nam* is part of *Bộ Tài chính*, on 1 February 2025 it was of *Chính phủ*.
        """
        from kg.succession import whole_of  # what reads documents does without: its cache rests on few modules

        record = self.body.get(body)
        if record is None:
            return None
        return whole_of(record.part_of, record.part_since, record.formerly, day)

    def changes(self, body: str) -> tuple[Change, ...]:
        """The events in which a body is an old or a new one."""
        return self._changes.get(body, ())

    @cached_property
    def _changes(self) -> dict[str, tuple[Change, ...]]:
        found: dict[str, list[Change]] = defaultdict(list)
        for event in self.events:
            for body in dict.fromkeys((*event.olds, *event.news)):
                found[body].append(event)
        return {body: tuple(events) for body, events in found.items()}

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self.names)

    def begun(self, start: str) -> list[str]:
        """The folded names that begin with some words: "bộ nông" → "bộ nông nghiệp và môi trường", …"""
        names = self._sorted_names
        place = bisect_left(names, start)
        return list(takewhile(lambda name: name.startswith(start), islice(names, place, None)))

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Folded name → ids of the bodies that bear it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for body in self.bodies:
            for name in (body.label, *body.aliases):
                found[fold(squeeze(name))][body.id] = None
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def symbols(self) -> dict[str, str]:
        """The symbol in a document's number → the body that issues it: ``TTg`` → ``org/thu-tuong-chinh-phu``."""
        ordered = sorted(self.bodies, key=lambda b: (b.ended is None, b.id))
        return {fold(b.symbol): b.id for b in ordered if b.symbol}

    @cached_property
    def numbers(self) -> dict[str, tuple[WorkRecord, ...]]:
        """Folded document number → the registered documents that bear it."""
        found: dict[str, list[WorkRecord]] = defaultdict(list)
        for work in self.works:
            for name in filter(None, (work.number, work.label, *work.aliases)):
                if work not in found[fold(name)]:
                    found[fold(name)].append(work)
        return {number: tuple(works) for number, works in found.items()}


def load_registry(folder: Path | None = None) -> Registry:
    """Read every Turtle file of the registry; records sorted by id."""
    things: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((folder or ontology_dir() / "registry").glob("*.ttl")):
        for fact in read_turtle(path):
            things[fact.subject][fact.predicate].append(fact)
    bodies, works, events = [], [], []
    for subject in sorted(things):
        if subject.startswith(ID + "org/"):
            bodies.append(_body(subject, things[subject]))
        elif subject.startswith(ID + "doc/"):
            works.append(_work(subject, things[subject]))
        elif subject.startswith(ID + "event/"):
            events.append(_change(subject, things[subject]))
    return Registry(tuple(bodies), tuple(works), tuple(events))


def _one(thing: dict[str, list[Fact]], predicate: str, language: str | None = None) -> str | None:
    return next((f.object for f in thing.get(predicate, ()) if language is None or f.language == language), None)


def _all(thing: dict[str, list[Fact]], predicate: str) -> tuple[str, ...]:
    return tuple(sorted(f.object.removeprefix(ID) for f in thing.get(predicate, ())))


def _path(iri: str | None) -> str | None:
    return iri.removeprefix(ID) if iri else None


def _names(thing: dict[str, list[Fact]], label: str) -> tuple[str, ...]:
    others = [f.object for p in (SKOS + "altLabel", SKOS + "prefLabel") for f in thing.get(p, ())]
    return tuple(n for n in dict.fromkeys(others) if n != label)


def _concept(thing: dict[str, list[Fact]], predicate: str, prefix: str) -> str:
    return (_path(_one(thing, predicate)) or "").removeprefix(f"vocab/{prefix}-")


def _body(subject: str, thing: dict[str, list[Fact]]) -> BodyRecord:
    label = _one(thing, SKOS + "prefLabel", "vi") or subject
    types = {f.object.removeprefix(KG) for f in thing.get(RDF_TYPE, ())}
    return BodyRecord(
        id=subject.removeprefix(ID),
        label=label,
        kind=_concept(thing, KG + "bodyKind", "body-kind") or "other",
        aliases=_names(thing, label),
        symbol=_one(thing, KG + "docSymbol"),
        part_of=_path(_one(thing, ORG + "subOrganizationOf")),
        since=_one(thing, KG + "validFrom"),
        ended=_one(thing, KG + "validUntil"),
        party="PartyBody" in types,
        english=_one(thing, SKOS + "prefLabel", "en"),
        sources=_all(thing, DCTERMS + "source"),
        part_since=_one(thing, KG + "partOfSince"),
        formerly=_path(_one(thing, KG + "formerlyPartOf")),
    )


def _work(subject: str, thing: dict[str, list[Fact]]) -> WorkRecord:
    label = _one(thing, SKOS + "prefLabel", "vi") or subject
    return WorkRecord(
        id=subject.removeprefix(ID),
        label=label,
        kind=_concept(thing, KG + "documentKind", "document-kind") or "other",
        number=_one(thing, KG + "docNumber"),
        issuer=_path(_one(thing, KG + "issuedBy")),
        date=_one(thing, KG + "dateIssued"),
        aliases=_names(thing, label),
    )


def _change(subject: str, thing: dict[str, list[Fact]]) -> Change:
    return Change(
        id=subject.removeprefix(ID),
        kind=_concept(thing, KG + "changeType", "change"),
        olds=_all(thing, ORG + "originalOrganization"),
        news=_all(thing, ORG + "resultingOrganization"),
        date=_one(thing, KG + "effectiveDate"),
        sources=_all(thing, DCTERMS + "source"),
        matters=tuple(sorted(fold(squeeze(m)) for m in _all(thing, KG + "matter"))),
    )
