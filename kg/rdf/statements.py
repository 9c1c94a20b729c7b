"""Facts → the triples that their evidence shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.dates import bounds
from kg.model import (
    Document,
    DocumentRelation,
    Due,
    Duty,
    Evidence,
    Facts,
    Meeting,
    Mention,
    Role,
    Signing,
    Structure,
    Target,
    Task,
    Work,
)
from kg.rdf import terms as t
from kg.rdf.measured import measured, reached
from kg.rdf.namespaces import KG, ORG, SCHEMA
from kg.rdf.provisions import provision_of
from kg.rdf.stated import Stated
from kg.rdf.terms import Triple, iri
from kg.rdf.things import LABEL, TYPE, ref, triples

_RELATIONS = {
    "part-of": ORG + "subOrganizationOf",
    "responsible-body": KG + "responsibleBody",
    "member-of": KG + "representedIn",
    "established-by": KG + "establishedBy",
    "merged-into": KG + "successor",
    "implements": KG + "implements",
    "amends": KG + "amends",
    "replaces": KG + "replaces",
    "based-on": KG + "basedOn",
}


def _mention(mention: Mention, works: dict[str, Work]) -> Stated:
    entity = iri(mention.entity)
    shown: list[Triple] = [(iri(f"source/{mention.evidence.source}"), SCHEMA + "mentions", entity)]
    work = works.get(mention.entity)
    if work and mention.issuer and mention.issuer == work.issuer:
        shown.append((entity, KG + "issuedBy", iri(mention.issuer)))
    if work and mention.date and mention.date == work.date:
        shown.append((entity, KG + "dateIssued", t.moment(mention.date)))
    return Stated(tuple(shown), (), (mention.evidence,))


def _role(role: Role) -> Stated:
    this = iri(role.id)
    shown = triples(
        this,
        (ORG + "member", iri(role.person)),
        (ORG + "organization", iri(role.body)),
        (ORG + "role", iri(f"vocab/role-{role.role}")),
    )
    return Stated(shown, triples(this, (TYPE, KG + "Tenure"), (KG + "post", t.vi(role.title))), role.evidence)


def _meeting(meeting: Meeting) -> Stated:
    this = iri(meeting.id)
    shown = triples(
        this,
        (SCHEMA + "organizer", iri(meeting.body)),
        (KG + "heldWith", iri(meeting.body) if meeting.partner else None),
        (SCHEMA + "startDate", t.moment(meeting.date) if meeting.date else None),
        (KG + "chairedBy", ref(meeting.chair)),
        (KG + "ordinal", t.integer(meeting.ordinal) if meeting.ordinal is not None else None),
    )
    edtf = t.text(meeting.date) if meeting.date else None
    return Stated(shown, triples(this, (TYPE, KG + "Meeting"), (KG + "edtf", edtf)), meeting.evidence)


def _relation(fact: Structure | DocumentRelation) -> Stated:
    subject, object_ = iri(fact.subject), iri(fact.object)
    plain: tuple[Triple, ...] = ()
    if fact.relation == "merged-into":
        plain = triples(
            t.hashed("event", subject, object_),
            (TYPE, KG + "SuccessionEvent"),
            (ORG + "originalOrganization", subject),
            (ORG + "resultingOrganization", object_),
            (KG + "changeType", iri("vocab/change-merger")),
        )
    return Stated(((subject, _RELATIONS[fact.relation], object_),), plain, fact.evidence)


def _due(due: Due | None) -> tuple[str | None, tuple[Triple, ...]]:
    """The IRI of a deadline, one for each distinct reading, and its description."""
    if due is None:
        return None, ()
    this = t.hashed("deadline", due.edtf, due.relation, due.text, due.earliest, due.latest, due.anchor)
    first, last = bounds(due.edtf) if due.earliest is None and due.latest is None else (due.earliest, due.latest)
    return this, triples(
        this,
        (TYPE, KG + "Deadline"),
        (KG + "edtf", t.text(due.edtf) if due.edtf else None),
        (KG + "earliest", t.day(first) if first else None),
        (KG + "latest", t.day(last) if last else None),
        (KG + "dueRelation", iri(f"vocab/due-{due.relation}") if due.relation else None),
        (KG + "sourceText", t.vi(due.text)),
        (KG + "anchorDate", t.day(due.anchor) if due.anchor else None),
    )


def _task(task: Task) -> Stated:
    this = iri(task.id)
    deadline, described = _due(task.due)
    bodies = (("leadBody", task.lead), ("cooperatingBody", task.support), ("oversightBody", task.oversight))
    shown = triples(
        this,
        (TYPE, KG + "Task"),
        *((KG + name, iri(body)) for name, given in bodies for body in given),
        (KG + "assignedBy", ref(task.assigner)),
        (KG + "raisedAt", ref(task.meeting)),
        (KG + "mandatedBy", ref(task.mandate)),
        (KG + "deadline", deadline),
    )
    return Stated(shown, (*triples(this, (LABEL, t.vi(task.text))), *described), task.evidence)


_CELLS = {"lead": "leadBody", "support": "cooperatingBody", "oversight": "oversightBody"}


def _in_cells(fact: Task | Target) -> Iterator[Stated]:
    """What cells of their own show: bodies, the deadline, the number, the product, what is reported."""
    this = iri(fact.id)
    deadline, _ = _due(fact.due)
    lead = fact.lead if isinstance(fact, Task) else fact.bodies
    support, oversight = (fact.support, fact.oversight) if isinstance(fact, Task) else ((), ())
    bodies = {"lead": lead, "support": support, "oversight": oversight}
    for what, evidence in fact.cells:
        shown = triples(this, *((KG + _CELLS[what], iri(body)) for body in bodies.get(what, ())))
        if what == "due":
            shown = triples(this, (KG + "deadline", deadline))
        elif what == "value" and isinstance(fact, Target):
            upper = t.number(fact.upper) if fact.upper is not None else None
            shown = triples(this, (KG + "targetValue", t.number(fact.value)), (KG + "upperValue", upper))
        elif what == "mandate" and isinstance(fact, Task):
            shown = triples(this, (KG + "mandatedBy", ref(fact.mandate)))
        yield Stated(shown, (), (evidence,))
    if isinstance(fact, Task):
        if fact.output:
            said = t.vi(" ".join(fact.output.quote.split()))
            yield Stated(triples(this, (KG + "expectedOutput", said)), (), (fact.output,))
        for told in fact.reported:
            yield Stated(triples(this, (KG + "status", iri(f"vocab/status-{told.status}"))), (), (told.evidence,))


def _duty(duty: Duty) -> Stated:
    this = iri(duty.id)
    shown = triples(
        this,
        (TYPE, KG + "Duty"),
        *((KG + "dutyOf", iri(body)) for body in duty.bodies),
        (KG + "laidDownIn", ref(duty.document)),
    )
    return Stated(shown, triples(this, (LABEL, t.vi(duty.text))), duty.evidence)


def _signing(signing: Signing) -> Stated:
    return Stated(((iri(signing.document), KG + "signedBy", iri(signing.person)),), (), (signing.evidence,))


def _placed(evidence: Sequence[Evidence], documents: dict[str, Document]) -> list[str]:
    """The parts of documents that the evidence of a task stands in."""
    return sorted({p for e in evidence if (d := documents.get(e.source)) and (p := provision_of(d, e))})


def _with_place(made: Stated, documents: dict[str, Document]) -> Stated:
    """A task or target with the parts of documents that give it."""
    subject = made.shown[0][0]
    placed = ((subject, KG + "provision", part) for part in _placed(made.evidence, documents))
    return Stated(made.shown, (*made.plain, *placed), made.evidence)


def stated(facts: Facts) -> Iterator[Stated]:
    """Every fact of a build as triples."""
    documents = {document.source.id: document for document in facts.documents}
    works = {work.id: work for work in facts.works}
    yield from (_mention(mention, works) for mention in (*facts.body_mentions, *facts.references))
    yield from map(_role, facts.roles)
    yield from map(_meeting, facts.meetings)
    relations: Iterable[Structure | DocumentRelation] = (*facts.structures, *facts.document_relations)
    yield from map(_relation, relations)
    yield from map(_signing, facts.signings)
    for task in facts.tasks:
        yield _with_place(_task(task), documents)
        yield from _in_cells(task)
    for target in facts.targets:
        yield _with_place(measured(target, _due(target.due)), documents)
        yield from _in_cells(target)
    yield from (_with_place(reached(result), documents) for result in facts.results)
    yield from (_with_place(_duty(duty), documents) for duty in facts.duties)
