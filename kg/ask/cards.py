"""What the graph holds of one thing, read into plain values: tasks and targets, tenures, the sentences behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kg.ask.told import said_by
from kg.rdf.namespaces import BASE, KG

if TYPE_CHECKING:
    from kg.ask.owners import Owner
    from kg.succession import State

Row = Mapping[str, str | None]
_VALUE = KG + "targetValue"


class Rows(Protocol):
    """Whatever answers a shipped query, with its parameters, by rows of plain strings.

    ``day``: sentences of later sources are left out; None leaves out none.
    """

    @property
    def day(self) -> str | None: ...

    def rows(self, name: str, **parameters: str) -> Iterable[dict[str, str | None]]: ...


class Named(NamedTuple):
    """A thing with its names.

    Of a body, ``now`` is what it has become by ``day`` (or as far as is known); where ``state`` is ``unclear``,
    those that one of them may be (``kg.succession.Standing``).
    """

    iri: str
    vi: str
    en: str | None = None
    now: tuple[Named, ...] = ()
    state: State = "same"
    day: str | None = None

    @property
    def path(self) -> str:
        """The id: the IRI without its base."""
        return self.iri.removeprefix(BASE)

    @property
    def kind(self) -> str:
        """``org``, ``doc``, ``person`` …: the first part of the id."""
        return self.path.partition("/")[0]

    def label(self, language: str) -> str:
        return self.en if language == "en" and self.en else self.vi


class Quote(NamedTuple):
    """A sentence and where it stands: code points ``start`` to ``end`` of the source's text, in which part of it.

    ``issued`` is the day of the source; ``after``, where that is not known, the newest day it gives for a document.
    """

    source: str
    start: int
    end: int
    text: str
    title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    confidence: float = 1.0
    zone: str = "article"
    subject: str = ""
    predicate: str = ""
    object: str = ""
    provision: str | None = None
    after: str | None = None


class Closing(NamedTuple):
    """A deadline with which the sentence of a task ends, behind another task: its EDTF date, relation and own wording,
    and the ``words`` that close the sentence (*…, tích hợp với …, hoàn thành trước ngày 10/12/2025*).
    """

    due: str
    relation: str | None
    text: str | None
    words: str


class Newer(NamedTuple):
    """Another deadline that a later text gives for the work; ``holds``: it prevails (*71/NQ-CP* amends *03/NQ-CP*), and
    does not only give the work again.
    """

    task: str
    holds: bool
    due: str
    relation: str | None
    text: str | None
    document: Named | None
    date: str | None

    def as_json(self) -> dict[str, Any]:
        return {
            "task": self.task,
            "prevails": self.holds,
            "due": self.due,
            "document": self.document.vi if self.document else None,
            "date": self.date,
        }


class Card(NamedTuple):
    """A task or target with everything an answer says of it.

    ``partner``: the meeting was held with its body by somebody else. ``owners`` tells of each of ``lead`` who has
    the task now, or on the day asked for; ``given`` is the day of the first document that tells of it, ``mandated`` of
    that which gives it. ``closing`` is told where the task has no deadline of its own, ``newer`` where a later text
    gives it another one.
    """

    iri: str
    text: str
    lead: tuple[Named, ...] = ()
    support: tuple[Named, ...] = ()
    oversight: tuple[Named, ...] = ()
    assigner: tuple[Named, ...] = ()
    mandate: tuple[Named, ...] = ()
    meeting: tuple[Named, ...] = ()
    organizer: tuple[Named, ...] = ()
    partner: bool = False
    meeting_date: str | None = None
    ordinal: str | None = None
    due: str | None = None
    due_relation: str | None = None
    due_text: str | None = None
    closing: Closing | None = None
    newer: Newer | None = None
    indicator: tuple[Named, ...] = ()
    comparator: str | None = None
    value: str | None = None
    upper: str | None = None
    unit: str | None = None
    output: str | None = None
    status: tuple[Named, ...] = ()
    owners: tuple[Owner, ...] = ()
    given: str | None = None
    mandated: str | None = None
    quotes: tuple[Quote, ...] = ()


class Tenure(NamedTuple):
    """A person in a post."""

    iri: str
    person: Named
    body: Named
    role: str
    post: str
    quotes: tuple[Quote, ...]


def named(row: Row, key: str = "thing", vi: str = "vi", en: str = "en") -> Named:
    """The thing of a row; one without a name shows the end of its IRI."""
    iri = row[key] or ""
    return Named(iri, row.get(vi) or iri.rsplit("/", 1)[-1], row.get(en))


def tenure(graph: Rows, iri: str) -> Tenure | None:
    """A person's post, by the IRI of the tenure."""
    for row in graph.rows("ask-tenure", tenure=iri):
        person = Named(row["person"] or "", row["name"] or "")
        return Tenure(iri, person, named(row, "body"), row["role"] or "", row["post"] or "", quotes(graph, iri))
    return None


def quotes(graph: Rows, subject: str, predicate: str | None = None, object_: str | None = None) -> tuple[Quote, ...]:
    """The sentences behind what is stated of ``subject``, each once, the best first."""
    rows = graph.rows("ask-evidence", subject=subject)
    return _best(graph, (r for r in rows if predicate in (None, r["predicate"]) and object_ in (None, r["object"])))


def stated(graph: Rows, subject: str, predicate: str, object_: str) -> bool:
    """Whether it had been told by the day of the graph: by a source, or where none tells it, by the registry."""
    if graph.day is None:
        return True
    rows = graph.rows("ask-evidence", subject=subject)
    told = any((predicate, object_) == (row["predicate"], row["object"]) for row in rows)
    return not told or bool(quotes(graph, subject, predicate, object_))


def shown(said: Sequence[Quote]) -> list[tuple[Quote, ...]]:
    """The best sentence of each source; with an indicator's name in a cell of a table the cell that has its number."""
    best: dict[str, Quote] = {}
    for quote in said:
        best.setdefault(quote.source, quote)
    return [(quote, *_number(quote, said)) for quote in best.values()]


def _number(beside: Quote, said: Sequence[Quote]) -> tuple[Quote, ...]:
    """The nearest cell that a sentence's number has to itself."""
    cells = [q for q in said if q.predicate == _VALUE and q.zone == "table" and q.source == beside.source]
    apart = [q for q in cells if q.subject == beside.subject and (q.end <= beside.start or q.start >= beside.end)]
    return tuple(sorted(apart, key=lambda q: (abs(q.start - beside.end), q.start))[:1])


def mentions(graph: Rows, thing: str) -> tuple[Quote, ...]:
    """The sentences in which a thing is the object of what is stated, each once for every subject."""
    return _best(graph, graph.rows("ask-mentions", object=thing))


def _best(graph: Rows, stated: Iterable[Row]) -> tuple[Quote, ...]:
    files = {row["source"]: row for row in graph.rows("ask-sources")}
    every = [
        _quote(row, told, files.get(told["source"], {}))
        for row in stated
        for told in graph.rows("ask-quotes", evidence=row["evidence"] or "")
    ]
    found: dict[tuple[str, int, int, str], Quote] = {}
    for one in sorted((q for q in every if said_by(q, graph.day)), key=_quote_order):
        found.setdefault((one.source, one.start, one.end, one.subject), one)
    return tuple(sorted(found.values(), key=lambda q: (q.zone == "teaser", -q.confidence, q.source, q.start, q.end)))


def _quote_order(one: Quote) -> tuple[object, ...]:
    return one.source, one.start, one.end, one.subject, one.predicate, one.object


def _quote(row: Row, told: Row, file: Row) -> Quote:
    return Quote(
        source=told["source"] or "",
        start=int(told["start"] or 0),
        end=int(told["end"] or 0),
        text=told["quote"] or "",
        title=file.get("title"),
        publisher=file.get("publisher"),
        issued=file.get("issued"),
        url=file.get("url"),
        confidence=float(told.get("confidence") or 1),
        zone=told.get("zone") or "article",
        subject=row["subject"] or "",
        predicate=row["predicate"] or "",
        object=row["object"] or "",
        provision=told.get("provision"),
        after=file.get("after"),
    )
