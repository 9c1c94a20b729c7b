"""Which body or document a name means on a day, and why: from the registry, and from a graph where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import Any, Literal, NamedTuple

from kg.ask.access import Graph
from kg.ask.cards import Named, quotes
from kg.ask.frames import lexicon
from kg.ask.nearest import nearest
from kg.ask.numbers import numbered
from kg.ask.owners import Bodies, Naming, Owner, Step, name, owned, steps
from kg.ask.things import find
from kg.ask.understand import typed
from kg.ask.words import joined, words
from kg.dates import day_before
from kg.extract import Recogniser, extract, recogniser
from kg.model import Body, Change, Document, Facts, Source
from kg.model.sources import Block, Span, Zone
from kg.rdf.namespaces import BASE
from kg.registry import BodyRecord, Registry, load_registry
from kg.resolve import resolve
from kg.resolve.places import forebears
from kg.resolve.spelled import authorities, local_name
from kg.succession import Known as Succession
from kg.succession import before, moved, stood
from kg.text import fold, nfc, plain, slug, squeeze
from kg.text import words as split

Why = Literal["official", "abbreviation", "other-name", "former", "reading", "document"]


class Meaning(NamedTuple):
    """One thing that a name may mean.

    ``why``: ``official`` name, ``abbreviation``, ``other-name``, ``former`` (the body had ended by the day),
    ``reading`` (as a document of the day that says it is read), ``document`` (only documents know it).
    ``owner`` tells of a body what it is on the day; ``since`` is then its first day, of a document its date.
    ``came_from`` are the changes that others became it by, ``moves`` the single functions that left it or came to it,
    and its own moves under another body, until the day.
    """

    thing: Named
    why: Why
    since: str | None = None
    until: str | None = None
    part_of: Named | None = None
    issuer: Named | None = None
    owner: Owner | None = None
    came_from: tuple[Step, ...] = ()
    moves: tuple[Step, ...] = ()
    sources: tuple[Named, ...] = ()

    def as_json(self) -> dict[str, Any]:
        told = self.owner.as_json() if self.owner else {}
        return {
            "id": self.thing.iri,
            "label": self.thing.vi,
            "label_en": self.thing.en,
            "why": self.why,
            ("valid_from" if self.owner else "date"): self.since,
            **({"valid_until": self.until} if self.owner else {}),
            "part_of": {"id": self.part_of.iri, "label": self.part_of.vi} if self.part_of else None,
            "issued_by": {"id": self.issuer.iri, "label": self.issuer.vi} if self.issuer else None,
            **{key: told[key] for key in ("state", "owners", "events", "doubts") if told},
            "came_from": [one.as_json() for one in self.came_from],
            "moves": [one.as_json() for one in self.moves],
            "sources": [{"id": one.iri, "label": one.vi} for one in self.sources],
        }


class Identifier:
    """Names read against the registry, and against ``graph`` where there is one."""

    def __init__(self, graph: Graph | None = None, registry: Registry | None = None) -> None:
        self._graph = graph
        self._registry = registry or load_registry()

    def meanings(self, asked: str, day: str | None = None) -> tuple[Meaning, ...]:
        """Everything that a name may mean on the day; nothing where nobody knows it."""
        written = squeeze(nfc(asked)).strip()
        ids = self._registered(written, day)
        if ids:
            return tuple(self._body(self._registry.body[i], written, day) for i in ids)
        works = self._works(written)
        found = [self._work(i, written) for i in works] if works else list(self._read(written, day))
        return tuple(found) or tuple(self._in_graph(written, day))

    def nearest(self, asked: str) -> tuple[Named, ...]:
        """A few bodies and documents whose names come near one that means nothing."""
        registry = self._registry
        labels = {f"org/{slug(label)}": label for label in authorities(registry)}
        known = [(called, id_) for names in (registry.names, self._places) for called in names for id_ in names[called]]
        known += [(w.label, w.id) for w in registry.works] + [(label, id_) for id_, label in labels.items()]
        if self._graph:
            every = self._graph.index.names(("body", "work"))
            known += [(one.name, one.iri.removeprefix(BASE)) for one in every]
            labels |= {one.iri.removeprefix(BASE): one.name for one in reversed(every)}
        found = nearest(joined(typed(asked)), known)
        return tuple(self._near(id_, labels) for id_ in found)

    def _near(self, id_: str, labels: dict[str, str]) -> Named:
        registered = id_ in self._registry.body or any(w.id == id_ for w in self._registry.works)
        return self._named(id_) if registered else Named(BASE + id_, labels[id_])

    def _registered(self, written: str, day: str | None) -> tuple[str, ...]:
        """The registered bodies of that name; those that stood on the day, where some of them did."""
        ids = self._registry.names.get(fold(written)) or tuple(self._places.get(fold(written), ()))
        if not ids:
            alike = self._loose.get(" ".join(split(written)), [])
            own = _unhyphened(fold(written))
            bare = fold(written) == plain(written)
            ids = tuple(dict.fromkeys(i for called, of in alike if bare or _unhyphened(called) == own for i in of))
        stood = [
            i
            for i in ids
            if (self._registry.life(i)[0] or "") <= (day or "9999") <= (self._registry.life(i)[1] or "9999")
        ]
        return tuple(stood) or tuple(ids)

    @cached_property
    def _loose(self) -> dict[str, list[tuple[str, Sequence[str]]]]:
        """The registered names, and provinces by their bare ones, by their words without accents and hyphens."""
        found: dict[str, list[tuple[str, Sequence[str]]]] = {}
        for called, ids in (*self._registry.names.items(), *self._places.items()):
            found.setdefault(" ".join(split(called)), []).append((called, ids))
        return found

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """Provinces by their bare names: "Bình Dương"."""
        found: dict[str, list[str]] = {}
        for body in self._registry.bodies:
            if body.kind == "province":
                bare = re.sub(r"^(?:tỉnh|thành phố)\s", "", fold(body.label))
                found.setdefault(bare, []).append(body.id)
        return found

    def _works(self, written: str) -> tuple[str, ...]:
        """The registered documents of that name or number; "Nghị quyết 71" is the number of two."""
        records = self._registry.numbers.get(fold(written), ())
        if records:
            return tuple(w.id for w in records)
        asked = words(written)
        rows = [{"document": w.id, "number": w.number, "name": w.label} for w in self._registry.works]
        found = numbered(asked, rows, [lexicon("vi"), lexicon("en")])
        return tuple(dict.fromkeys(n.iri for n in found if (n.start, n.end) == (0, len(asked))))

    def _named(self, id_: str) -> Named:
        record = self._registry.body.get(id_)
        if record:
            return Named(BASE + id_, record.label, record.english)
        work = next((w for w in self._registry.works if w.id == id_), None)
        return Named(id_ if id_.startswith("http") else BASE + id_, work.label if work else id_)

    def _body(self, record: BodyRecord, written: str, day: str | None) -> Meaning:
        why: Why = "former" if record.ended and (day is None or day > record.ended) else _why(record, written)
        told = _told(self._registry, self._named, Named(record.id, record.label, record.english), day)
        sources = tuple(self._named(s) for s in record.sources)
        return told._replace(why=why, since=record.since, until=record.ended, sources=sources)

    def _work(self, id_: str, written: str) -> Meaning:
        record = next(w for w in self._registry.works if w.id == id_)
        issuer = self._named(record.issuer) if record.issuer else None
        own = {fold(n) for n in (record.label, record.number or "")}
        return Meaning(
            self._named(id_), "official" if fold(written) in own else "other-name", record.date, issuer=issuer
        )

    def _read(self, asked: str, day: str | None) -> Iterator[Meaning]:
        """What a document of the day that says nothing but the name would mean by it."""
        written = local_name(self._registry, asked) or asked
        facts = resolve(self._registry, [(read := _saying(written, day), extract(read, self._recogniser))])
        for id_ in _meant(facts, written):
            if id_ in self._registry.body:
                yield self._body(self._registry.body[id_], written, day)._replace(why="reading")
            elif any(w.id == id_ for w in self._registry.works):
                yield self._work(id_, written)._replace(why="reading")
            elif body := next((b for b in facts.bodies if b.id == id_ and b.part_of), None):
                yield self._local(body, {b.id: b for b in facts.bodies}, facts.changes, day)

    @cached_property
    def _recogniser(self) -> Recogniser:
        return recogniser(self._registry)

    def _local(self, body: Body, bodies: dict[str, Body], changes: tuple[Change, ...], day: str | None) -> Meaning:
        """An authority that its name puts in a province or a ministry: "UBND tỉnh Bình Dương"."""

        def naming(id_: str) -> Named:
            return Named(BASE + id_, bodies[id_].label) if id_ in bodies else self._named(id_)

        came = list(forebears(self._registry, body))
        bodies = {**{old.id: old for old, _ in came}, **bodies}
        known = _Read(self._registry, bodies, (*changes, *(change for _, change in came)))
        last = next((day_before(c.date) for c in changes if body.id in c.olds and c.date), None)
        why: Why = "former" if last and (day is None or day > last) else "reading"
        told = _told(known, naming, Named(body.id, body.label), day)._replace(why=why, until=last)
        return told._replace(thing=self._called(told.thing))

    def _called(self, thing: Named) -> Named:
        """The name that a graph has for it, where there is one that knows it."""
        return name(self._graph, thing.iri) if self._graph and self._graph.rows("ask-name", thing=thing.iri) else thing

    def _in_graph(self, written: str, day: str | None) -> Iterator[Meaning]:
        graph = self._graph
        for iri in find(graph, written) if graph else ():
            assert graph is not None
            thing = name(graph, iri)
            if thing.kind == "org":
                since, until = Bodies(graph).life(iri)
                yield _told(Bodies(graph), partial(name, graph), thing, day)._replace(since=since, until=until)
            elif thing.kind == "doc":
                yield Meaning(thing, "document", min((q.issued for q in quotes(graph, iri) if q.issued), default=None))


def _told(known: Succession, naming: Naming, body: Named, day: str | None) -> Meaning:
    """A body with what it is part of on the day, what became of it, and what it came from."""
    changes, life = known.changes(body.iri), known.life(body.iri)
    yet = day if stood((life[0], None), day) else None  # of a body that is still to come, what it will come from
    part = known.parent(body.iri, day)
    return Meaning(
        naming(body.iri),
        "document",
        part_of=naming(part) if part and stood(known.life(part), day) and yet == day else None,
        owner=owned(known, naming, body, day),
        came_from=steps(naming, before(body.iri, changes, yet)),
        moves=steps(naming, moved(body.iri, changes, yet)),
    )


class _Read:
    """What is known of bodies that a name was read as, and of the registered ones."""

    def __init__(self, registry: Registry, bodies: dict[str, Body], changes: tuple[Change, ...]) -> None:
        self._registry, self._bodies, self._changes = registry, bodies, changes

    def changes(self, body: str) -> tuple[Change, ...]:
        own = dict.fromkeys(c for c in self._changes if body in (*c.olds, *c.news))
        return tuple(own) or self._registry.changes(body)

    def life(self, body: str) -> tuple[str | None, str | None]:
        return self._registry.life(body)

    def parent(self, body: str, day: str | None = None) -> str | None:
        own = self._bodies.get(body)
        return own.part_of if own and not own.registered else self._registry.parent(body, day)


def _why(record: BodyRecord, written: str) -> Why:
    if fold(written) in (fold(record.label), fold(record.english or "")) or plain(written) == plain(record.label):
        return "official"
    short = next((n for n in record.aliases if plain(squeeze(n)) == plain(written)), written)
    return "abbreviation" if re.search(r"[A-ZĐ]{2}|[A-ZĐ]&", short) else "other-name"


def _meant(facts: Facts, written: str) -> Iterator[str]:
    """The one thing that a whole name is read as; what it is part of, or who issued it, may follow in the name."""
    said = sorted((*facts.body_mentions, *facts.references), key=lambda m: (m.evidence.start, -m.evidence.end))
    if not said or said[0].evidence.start > 0 or max(m.evidence.end for m in said) < len(written.rstrip(") .")):
        return
    first = said[0].entity
    above = {b.part_of for b in facts.bodies if b.id == first} | {w.issuer for w in facts.works if w.id == first}
    if all(m.entity in (first, *above) for m in said):
        yield first


def _saying(written: str, day: str | None) -> Document:
    whole = Span(0, len(written))
    return Document(Source("name", "name", ""), written, "", (Block(whole, whole, Zone.ARTICLE),), day)


def _unhyphened(folded: str) -> str:
    return " ".join(word for word in folded.split() if word != "-")
