"""What reports are made of: tasks and targets with everything that documents say of them, read once for all reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ask.cards import Named, Quote
from kg.ask.status import StatusReport
from kg.model import Change, Due
from kg.succession import whole_of


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source: ``document`` the IRI of the official document that it is a copy of, ``date`` the day of both; ``after``
    is, where that is not known, the newest day that it gives for a document.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    document: str | None = None
    press: bool = False
    after: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """An official document: ``rests_on`` are (relation, IRI) of the documents that it implements, amends …"""

    name: Named
    number: str | None = None
    kind: str = ""
    date: str | None = None
    rests_on: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task: who leads, supports and oversees it, until when, who gave it in which document, and the sentences.

    ``given`` is the day of the session at which it was given, else of the document that gives it, else of the first
    source that tells it; ``provisions`` the IRIs of the parts of documents it stands in.
    """

    id: str
    text: str
    lead: tuple[Named, ...] = ()
    support: tuple[Named, ...] = ()
    oversight: tuple[Named, ...] = ()
    assigner: tuple[Named, ...] = ()
    mandate: tuple[Named, ...] = ()
    meeting: tuple[Named, ...] = ()
    given: str | None = None
    due: Due | None = None
    output: tuple[str, ...] = ()
    reported: tuple[StatusReport, ...] = ()
    provisions: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A target: ``value`` and ``unit`` of an indicator, with the bodies that answer for it and the sentences; of a
    range ``value`` is the lower end and ``upper`` the other.
    """

    id: str
    text: str
    indicator: tuple[Named, ...] = ()
    comparator: str = ""
    value: float | None = None
    unit: str = ""
    lead: tuple[Named, ...] = ()
    given: str | None = None
    due: Due | None = None
    provisions: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a document, and the part that it stands in."""

    iri: str
    document: str
    label: str
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Successions:
    """What happened to bodies, by their IRIs: what ``kg.succession`` asks, read once for all of them.

    ``formerly``: since when a body is part of its parent, and of what it was before.
    """

    events: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    lives: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)

    def changes(self, body: str) -> tuple[Change, ...]:
        return self.events.get(body, ())

    def life(self, body: str) -> tuple[str | None, str | None]:
        return self.lives.get(body, (None, None))

    def parent(self, body: str, day: str | None = None) -> str | None:
        since, formerly = self.formerly.get(body, (None, None))
        return whole_of(self.parents.get(body), since, formerly, day)


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that reports read from a graph; ``groups`` are the bodies that name several ("các bộ, ngành"),
    ``restates`` the ids of tasks of which the first gives the second again (``kg:restates``), ``newer`` those that give
    the first one's work another deadline, in a later text.
    """

    tasks: tuple[TaskRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    documents: Mapping[str, DocumentRecord] = field(default_factory=dict)
    successions: Successions = field(default_factory=Successions)
    names: Mapping[str, Named] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    restates: tuple[tuple[str, str], ...] = ()
    newer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
