"""Facts: what documents say of identified things, and how what they say hangs together."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.decisions import Decision
from kg.model.evidence import Due, Evidence
from kg.model.sources import Document
from kg.model.things import Body, Change, Indicator, Person, Work


@dataclass(frozen=True, slots=True)
class Mention:
    """``entity`` is named in a source: a body (``org/…``) or a document (``doc/…``)."""

    entity: str
    evidence: Evidence
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """``person`` holds ``role`` (head, deputy-head, standing-deputy-head, member, secretary) in ``body``."""

    id: str
    person: str
    role: str
    body: str
    title: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of ``body``; two sources that report it make one meeting with two pieces of evidence.

    ``partner``: it is no session of the body's own, but one that somebody else holds with it: "buổi làm việc với …".
    """

    id: str
    body: str
    date: str | None
    chair: str | None
    ordinal: int | None
    evidence: tuple[Evidence, ...]
    partner: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """``subject`` part-of, merged-into, responsible-body, established-by or (by a post) member-of ``object``."""

    id: str
    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DocumentRelation:
    """``subject`` implements, amends, replaces or is based-on ``object``: both documents."""

    id: str
    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """``person`` signs ``document``, under the post that stands above the name."""

    document: str
    person: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reported:
    """What a document tells of a task: ``status`` is a concept of ontology/vocab/task-status.ttl (``done-late``)."""

    status: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Task:
    """Work that somebody with authority, or a document, has bodies do.

    ``text`` is the wording of the best evidence; ``assigner`` a person, body or document;
    ``meeting`` the session it was given at; ``mandate`` the document that gives it. ``output`` is what is to come
    of it, ``reported`` what documents tell of it, ``cells`` the evidence of single statements, where each has a
    place of its own in a table: ``("lead", …)``, ``("support", …)``, ``("due", …)``, ``("mandate", …)``.
    """

    id: str
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    oversight: tuple[str, ...]
    assigner: str | None
    due: Due | None
    meeting: str | None
    mandate: str | None
    evidence: tuple[Evidence, ...]
    output: Evidence | None = None
    reported: tuple[Reported, ...] = ()
    cells: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What a norm always has bodies do; ``document`` the norm, where it names itself. No work with an end."""

    id: str
    text: str
    bodies: tuple[str, ...]
    document: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator with a number to be reached; ``comparator`` is one of >=, >, =, <=, <, ~.

    ``upper`` is the upper end of a range, of which ``value`` is the lower one: "8 - 10%". ``indicator`` is its wording
    here, ``measures`` the id of the ``Indicator`` that it shares with other targets.
    """

    id: str
    indicator: str
    comparator: str
    value: float
    unit: str
    due: Due | None
    bodies: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    cells: tuple[tuple[str, Evidence], ...] = ()
    measures: str = ""
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A value of an indicator that a document tells as reached: "tỷ lệ … đạt 94,3%"; ``period`` is EDTF.

    ``comparator``, ``indicator`` and ``measures`` are those of ``Target``.
    """

    id: str
    indicator: str
    comparator: str
    value: float
    unit: str
    period: str | None
    bodies: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    measures: str = ""


@dataclass(frozen=True, slots=True)
class Restatement:
    """``later`` gives again, in another document, the work that ``earlier`` gives; both are ids of tasks.

    ``changed`` names what is no longer the same: ``wording``, ``lead``, ``support``, ``due``.
    """

    id: str
    later: str
    earlier: str
    changed: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources disagree on ``kind`` (``lead``, ``due``, ``value``) of one task or indicator.

    ``things`` are the ids of the tasks or targets that say different things, by date; ``prevails`` is the one that
    holds now, where that can be told, and ``reason`` a concept of ontology/vocab/precedence.ttl: ``amended``,
    ``authority``, ``later``, ``decided`` (by a person), ``undecided``, ``unknown-kind`` (of one of the documents).
    """

    id: str
    kind: str
    things: tuple[str, ...]
    prevails: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A person has looked at what a sentence was taken for; ``status`` is a concept of ontology/vocab/review.ttl."""

    thing: str
    evidence: Evidence
    status: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something recognised that could not be identified; shown in the build's report, never guessed."""

    kind: str
    text: str
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a build knows, sorted by id: the input of ``kg.rdf`` and of every export."""

    documents: tuple[Document, ...] = ()
    bodies: tuple[Body, ...] = ()
    works: tuple[Work, ...] = ()
    people: tuple[Person, ...] = ()
    body_mentions: tuple[Mention, ...] = ()
    references: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    structures: tuple[Structure, ...] = ()
    document_relations: tuple[DocumentRelation, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    duties: tuple[Duty, ...] = ()
    unresolved: tuple[Unresolved, ...] = field(default=())
    signings: tuple[Signing, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    results: tuple[Result, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    probable: tuple[Restatement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    unfit: tuple[Decision, ...] = ()
    changes: tuple[Change, ...] = ()
