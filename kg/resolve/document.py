"""One extraction with its mentions identified: still one document's facts, but about known things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.types import (
    Atom,
    BodyName,
    DocName,
    DocumentRelationFound,
    DutyFound,
    Extraction,
    MeetingFound,
    Office,
    PersonName,
    ResultFound,
    RoleFound,
    StructureFound,
    TargetFound,
    TaskFound,
)
from kg.model import Body, Document, Evidence, Mention, Person, Signing, Unresolved, Zone
from kg.registry import Registry
from kg.resolve.bodies import GOVERNMENT, PRIME_MINISTER, UNMENTIONED, BodyResolver
from kg.resolve.laws import Numbers
from kg.resolve.works import WorkResolver
from kg.text import slug


@dataclass
class Resolved:
    """What one document says, in ids; ``holders`` maps (role, body) to the person who held it there."""

    document: Document
    bodies: BodyResolver
    works: WorkResolver
    people: dict[str, Person] = field(default_factory=dict)
    holders: dict[tuple[str, str], str] = field(default_factory=dict)
    roles: list[tuple[str, str, str, str, Evidence]] = field(default_factory=list)
    meetings: list[tuple[str, str | None, str | None, int | None, Evidence, bool]] = field(default_factory=list)
    structures: list[tuple[str, str, str, Evidence]] = field(default_factory=list)
    relations: list[tuple[str, str, str, Evidence]] = field(default_factory=list)
    tasks: list[tuple[TaskFound, tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None, str | None]] = field(
        default_factory=list
    )
    targets: list[tuple[TargetFound, tuple[str, ...]]] = field(default_factory=list)
    results: list[tuple[ResultFound, tuple[str, ...]]] = field(default_factory=list)
    duties: list[tuple[DutyFound, tuple[str, ...], str | None]] = field(default_factory=list)
    body_mentions: list[Mention] = field(default_factory=list)
    references: list[Mention] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)


def resolve_document(
    registry: Registry,
    document: Document,
    extraction: Extraction,
    laws: Numbers | None = None,
    given: Mapping[str, Body] | None = None,
) -> Resolved:
    """Identify everything that one extraction mentions.

    ``laws`` are the numbers that all documents give to laws; ``given`` is that of ``BodyResolver``.
    """
    bodies = BodyResolver(registry, document, extraction, given)
    made = Resolved(document, bodies, WorkResolver(registry, document, extraction, bodies, laws))
    _mentions(made, extraction)
    _signings(made)
    for found in extraction.found:
        if isinstance(found, RoleFound):
            _role(made, found)
    for found in extraction.found:
        _fact(made, found)
    return made


def _evidence(made: Resolved, atom: Atom, extraction: Extraction, rule: str) -> Evidence:
    zone = next((z for s, z in extraction.zones if s.start <= atom.span.start < s.end), Zone.ARTICLE)
    quote = made.document.text[atom.span.start : atom.span.end]
    sure = 0.9 if zone is Zone.TEASER else 0.98
    return Evidence(made.document.source.id, atom.span.start, atom.span.end, quote, rule, sure, "rule", zone)


def _mentions(made: Resolved, extraction: Extraction) -> None:
    laws = [a.span for a in extraction.atoms if isinstance(a.value, DocName) and a.value.kind == "law"]
    for atom in extraction.atoms:
        value = atom.value
        if not isinstance(value, BodyName | DocName):
            continue
        if any(law.start <= atom.span.start and atom.span.end <= law.end and law != atom.span for law in laws):
            continue  # "Luật Tổ chức Chính phủ" names a law, not the Government
        if isinstance(value, BodyName) and value.form not in UNMENTIONED and value.kind != "office":
            evidence = _evidence(made, atom, extraction, "mention.body")
            id_ = made.bodies.resolve(atom)
            if id_ is None:
                made.unresolved.append(Unresolved("body", evidence.quote, made.bodies.reason(atom), evidence))
            else:
                made.body_mentions.append(Mention(id_, evidence))
        elif isinstance(value, DocName):
            evidence = _evidence(made, atom, extraction, "mention.document")
            work = made.works.resolve(atom)
            if work is None:
                made.unresolved.append(Unresolved("document", evidence.quote, "bare-number", evidence))
            else:
                made.references.append(
                    Mention(work, evidence, made.works.works[work].issuer, made.works.works[work].date)
                )


def _signings(made: Resolved) -> None:
    """Who signs the document itself."""
    head, own = made.document.head, made.works.own
    for signature in head.signatures if head and own else ():
        span = signature.signer.span
        quote = made.document.text[span.start : span.end]
        evidence = Evidence(made.document.source.id, span.start, span.end, quote, "head.signature", 0.95, "metadata")
        person = _person(made, Atom(span, PersonName(signature.signer.text)))
        made.signings.append(Signing(own or "", person, evidence))


def _person(made: Resolved, atom: Atom) -> str:
    value = atom.value
    name = value.name if isinstance(value, PersonName) else ""
    id_ = f"person/{slug(name)}"
    made.people[id_] = Person(id_, name)
    return id_


def _role(made: Resolved, found: RoleFound) -> None:
    unnumbered = found.body is None and found.office.body is None
    if unnumbered or (found.body is not None and isinstance(found.body.value, DocName)):
        # a signature: the body that issues the document
        body = made.works.issuer(found.body) if found.body else made.bodies.issuing()
        body = made.bodies.part_of(found.unit, body) if body and found.unit else body
    else:
        body = made.bodies.resolve(found.body) if found.body else made.bodies.known(found.office.body or "")
    if body is None:
        made.unresolved.append(Unresolved("role", found.evidence.quote, "short-form", found.evidence))
        return
    person = _person(made, found.person)
    made.holders.setdefault((found.office.role, body), person)
    made.roles.append((person, found.office.role, body, found.office.title, found.evidence))


def _who(made: Resolved, atom: Atom | None) -> str | None:
    """Whoever instructs or chairs: a person, the holder of an office, a body, a document."""
    value = atom.value if atom else None
    if atom is None or value is None:
        return None
    if isinstance(value, PersonName):
        return _person(made, atom)
    if isinstance(value, Office) and value.body:
        holder = made.holders.get((value.role, value.body))
        if holder or value.role != "head":
            return holder
        return made.bodies.known(PRIME_MINISTER if value.body == GOVERNMENT else value.body)
    return made.works.resolve(atom) if isinstance(value, DocName) else made.bodies.resolve(atom)


def _bodies(made: Resolved, atoms: tuple[Atom, ...], evidence: Evidence) -> tuple[str, ...]:
    ids: dict[str, None] = {}
    for atom in atoms:
        id_ = made.bodies.resolve(atom)
        if id_ is None:
            made.unresolved.append(
                Unresolved(
                    "owner", made.document.text[atom.span.start : atom.span.end], made.bodies.reason(atom), evidence
                )
            )
        else:
            ids[id_] = None
    return tuple(ids)


def _fact(made: Resolved, found: object) -> None:
    if isinstance(found, MeetingFound) and found.body is not None:
        body = made.bodies.resolve(found.body)
        if body is not None:
            made.meetings.append(
                (body, found.date, _who(made, found.chair), found.ordinal, found.evidence, found.partner)
            )
    elif isinstance(found, StructureFound):
        subject, object_ = made.bodies.resolve(found.subject), _side(made, found)
        if subject and object_ and subject != object_:
            made.structures.append((subject, found.relation, object_, found.evidence))
    elif isinstance(found, DocumentRelationFound):
        one, other = made.works.resolve(found.subject), made.works.resolve(found.object)
        if one and other and one != other:
            made.relations.append((one, found.relation, other, found.evidence))
    elif isinstance(found, TaskFound):
        _task(made, found)
    elif isinstance(found, DutyFound):
        norm = made.works.resolve(found.document) if found.document else None
        made.duties.append((found, _bodies(made, found.bodies, found.evidence), norm))
    elif isinstance(found, TargetFound | ResultFound):
        _measured(made, found)


def _measured(made: Resolved, found: TargetFound | ResultFound) -> None:
    bodies = _bodies(made, found.bodies, found.evidence)
    if isinstance(found, TargetFound):
        made.targets.append((found, bodies))
    else:
        made.results.append((found, bodies))


def _side(made: Resolved, found: StructureFound) -> str | None:
    """The object of a structure; a head who founds, founds for the body that he heads (the Prime Minister for
    himself).
    """
    value = found.object.value
    if isinstance(value, Office):
        return made.bodies.known(PRIME_MINISTER if value.body == GOVERNMENT else value.body or "")
    return made.bodies.resolve(found.object)


def _task(made: Resolved, found: TaskFound) -> None:
    lead = _bodies(made, found.lead, found.evidence)
    support = tuple(b for b in _bodies(made, found.support, found.evidence) if b not in lead)
    oversight = _bodies(made, found.oversight, found.evidence)
    assigner = _who(made, found.speaker)
    mandate = assigner if assigner and assigner.startswith("doc/") else made.works.own
    if assigner is None and mandate is not None:
        assigner = made.works.works[mandate].issuer
    made.tasks.append((found, lead, support, oversight, assigner, mandate))
