"""Extractions → Facts: the only stage that sees more than one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.types import Extraction
from kg.model import Body, Decision, Document, Facts, Person, Work
from kg.registry import Registry
from kg.resolve import join
from kg.resolve.bodies import plainest, registered
from kg.resolve.conflicts import conflicts
from kg.resolve.document import Resolved, resolve_document
from kg.resolve.indicators import with_indicators
from kg.resolve.laws import law_numbers
from kg.resolve.places import heirs, placed
from kg.resolve.restatements import restatements, surroundings
from kg.resolve.results import results
from kg.resolve.rulings import Rulings

__all__ = ["resolve"]


def resolve(
    registry: Registry, read: Sequence[tuple[Document, Extraction]], decisions: Sequence[Decision] = ()
) -> Facts:
    """Everything that the documents say, about identified things; the order of the documents makes no difference.

    ``decisions`` are what people have said of it; those that fit nothing any more are told in ``Facts.unfit``.
    """
    ordered = sorted(read, key=lambda r: (r[0].source.id, r[0].text_sha256))
    rulings = Rulings(decisions, (document for document, _ in ordered))
    all_ = _resolved(registry, [(document, rulings.kept(extraction)) for document, extraction in ordered], rulings)
    meetings = join.meetings(all_)
    bodies = _bodies(registry, all_)
    passed = sorted(heirs(registry, bodies), key=lambda pair: pair[1].id)
    facts = Facts(
        documents=tuple(replace(m.document, work=m.works.own) for m in all_),
        bodies=_with(bodies, (new for new, _ in passed)),
        works=_works(all_),
        people=_people(all_),
        body_mentions=tuple(sorted((x for m in all_ for x in m.body_mentions), key=lambda x: (x.evidence, x.entity))),
        references=tuple(sorted((x for m in all_ for x in m.references), key=lambda x: (x.evidence, x.entity))),
        roles=join.roles(all_),
        meetings=meetings,
        structures=join.structures(all_),
        document_relations=join.document_relations(all_),
        tasks=join.tasks(all_, meetings),
        targets=join.targets(all_),
        results=results(all_),
        duties=join.duties(all_),
        signings=tuple(sorted((x for m in all_ for x in m.signings), key=lambda x: (x.evidence, x.person))),
        unresolved=tuple(sorted((x for m in all_ for x in m.unresolved), key=lambda x: (x.evidence, x.kind, x.text))),
        changes=tuple(change for _, change in passed),
    )
    facts = _compared(with_indicators(facts, registry), registry, rulings)
    return replace(facts, reviewed=rulings.reviewed(facts), unfit=rulings.unfit)


def _resolved(registry: Registry, read: Sequence[tuple[Document, Extraction]], rulings: Rulings) -> list[Resolved]:
    """Each document by itself; once more where a person has said whom a name in it means."""
    laws = law_numbers(read)
    all_ = [resolve_document(registry, document, extraction, laws) for document, extraction in read]
    bodies = {b.id: b for made in all_ for b in made.bodies.bodies.values()}
    known = {record.id: registered(record) for record in registry.bodies} | bodies
    given = [rulings.names(document.source.id, known) for document, _ in read]
    return [
        resolve_document(registry, *one, laws, names) if names else made
        for made, one, names in zip(all_, read, given, strict=True)
    ]


def _compared(facts: Facts, registry: Registry, rulings: Rulings) -> Facts:
    """The facts with what they have to do with each other: work given again, disagreement."""
    around = surroundings(facts, replace(registry, events=(*registry.events, *facts.changes)))
    same, different = rulings.pairs(facts.tasks)
    linked, probable = restatements(facts.tasks, around, same, different)
    facts = replace(facts, restatements=linked, probable=probable)
    return replace(facts, conflicts=rulings.settled(conflicts(facts, around.now), facts))


def _with(bodies: Sequence[Body], more: Iterable[Body]) -> tuple[Body, ...]:
    """Bodies that were met, and those that took over from them."""
    known = {body.id: body for body in (*more, *bodies)}
    return tuple(known[id_] for id_ in sorted(known))


def _bodies(registry: Registry, all_: Sequence[Resolved]) -> tuple[Body, ...]:
    """Every body met, with all the names it was met under; issuers of works among them."""
    found: dict[str, Body] = {}
    issuers = {w.issuer for m in all_ for w in m.works.works.values() if w.issuer}
    for made in all_:
        for id_ in sorted(issuers):
            made.bodies.known(id_)
        for id_, body in made.bodies.bodies.items():
            old = found.get(id_)
            aliases = {*body.aliases, *(old.aliases if old else ())} - {body.label}
            found[id_] = Body(
                id_,
                min(body.label, old.label, key=plainest) if old else body.label,
                body.kind,
                tuple(sorted(aliases)),
                body.registered,
                body.part_of or (old.part_of if old else None),
            )
    return tuple(placed(registry, found[id_]) for id_ in sorted(found))


def _works(all_: Sequence[Resolved]) -> tuple[Work, ...]:
    """Every document cited; where two sources know different parts of it, the parts together."""
    found: dict[str, Work] = {}
    for work in sorted((w for m in all_ for w in m.works.works.values()), key=lambda w: (w.id, repr(w))):
        old = found.get(work.id)
        found[work.id] = work if old is None else _together(old, work)
    return tuple(found[id_] for id_ in sorted(found))


def _together(a: Work, b: Work) -> Work:
    aliases = tuple(sorted({*a.aliases, *b.aliases, b.label} - {a.label}))
    title = a.title or b.title
    return Work(a.id, a.label, a.kind, a.number or b.number, a.issuer or b.issuer, a.date or b.date, aliases, title)


def _people(all_: Sequence[Resolved]) -> tuple[Person, ...]:
    found = {id_: person for made in all_ for id_, person in made.people.items()}
    return tuple(found[id_] for id_ in sorted(found))
