"""What the graph holds of one thing, read into plain values: tasks and targets, tenures, the sentences behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from kg.rdf.namespaces import BASE

Row = Mapping[str, str | None]


class Rows(Protocol):
    """Whatever answers a shipped query, with its parameters, by rows of plain strings."""

    def rows(self, name: str, **parameters: str) -> Iterable[dict[str, str | None]]: ...


class Named(NamedTuple):
    """A thing with its names; ``now`` is what a body that is no more has become."""

    iri: str
    vi: str
    en: str | None = None
    now: tuple[Named, ...] = ()

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
    """A sentence and where it stands: code points ``start`` to ``end`` of the source's text, in which part of it."""

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


class Card(NamedTuple):
    """A task or target with everything an answer says of it."""

    iri: str
    text: str
    lead: tuple[Named, ...] = ()
    support: tuple[Named, ...] = ()
    oversight: tuple[Named, ...] = ()
    assigner: tuple[Named, ...] = ()
    mandate: tuple[Named, ...] = ()
    meeting: tuple[Named, ...] = ()
    organizer: tuple[Named, ...] = ()
    meeting_date: str | None = None
    ordinal: str | None = None
    due: str | None = None
    due_relation: str | None = None
    due_text: str | None = None
    indicator: tuple[Named, ...] = ()
    comparator: str | None = None
    value: str | None = None
    unit: str | None = None
    output: str | None = None
    status: tuple[Named, ...] = ()
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


def card(graph: Rows, iri: str) -> Card:
    """A task or a target, by its IRI."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in graph.rows("ask-task", task=iri):
        found[row["what"] or ""].append(row)
    lead, support, oversight = (_parties(graph, found[key]) for key in ("lead", "support", "oversight"))
    comparator, relation = _end(found["comparator"]), _end(found["relation"])
    return Card(
        iri=iri,
        text=_value(found["text"]) or "",
        lead=lead,
        support=support,
        oversight=oversight,
        assigner=_things(found["assigner"]),
        mandate=_things(found["mandate"]),
        meeting=_things(found["meeting"]),
        organizer=_things(found["organizer"]),
        meeting_date=_value(found["when"]),
        ordinal=_value(found["ordinal"]),
        due=_value(found["edtf"]),
        due_relation=relation.removeprefix("due-") if relation else None,
        due_text=_value(found["due_text"]),
        indicator=_things(found["indicator"]),
        comparator=comparator.removeprefix("comparator-") if comparator else None,
        value=_value(found["value"]),
        unit=_value(found["unit"]),
        output=_value(found["output"]),
        status=_things(found["status"]),
        quotes=quotes(graph, iri),
    )


def tenure(graph: Rows, iri: str) -> Tenure | None:
    """A person's post, by the IRI of the tenure."""
    for row in graph.rows("ask-tenure", tenure=iri):
        person = Named(row["person"] or "", row["name"] or "")
        return Tenure(iri, person, named(row, "body"), row["role"] or "", row["post"] or "", quotes(graph, iri))
    return None


def quotes(graph: Rows, subject: str, predicate: str | None = None, object_: str | None = None) -> tuple[Quote, ...]:
    """The sentences behind what is stated of ``subject``, each once, the best first."""
    rows = graph.rows("ask-evidence", subject=subject)
    return _best(r for r in rows if predicate in (None, r["predicate"]) and object_ in (None, r["object"]))


def mentions(graph: Rows, thing: str) -> tuple[Quote, ...]:
    """The sentences in which a thing is the object of what is stated."""
    return _best(graph.rows("ask-mentions", object=thing))


def today(graph: Rows, body: Named) -> Named:
    """The body with what it has become since."""
    now = tuple(_sorted(named(row, "now") for row in graph.rows("ask-successor", body=body.iri)))
    return Named(body.iri, body.vi, body.en, now)


def _best(rows: Iterable[Row]) -> tuple[Quote, ...]:
    found: dict[tuple[str, int, int], Quote] = {}
    for one in sorted(map(_quote, rows), key=_quote_order):
        found.setdefault((one.source, one.start, one.end), one)
    return tuple(sorted(found.values(), key=lambda q: (q.zone == "teaser", -q.confidence, q.source, q.start, q.end)))


def _sorted(things: Iterable[Named]) -> list[Named]:
    return sorted(things, key=lambda n: (n.iri, n.vi, n.en or ""))


def _quote_order(one: Quote) -> tuple[object, ...]:
    return one.source, one.start, one.end, one.subject, one.predicate, one.object


def _quote(row: Row) -> Quote:
    return Quote(
        source=row["source"] or "",
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        text=row["quote"] or "",
        title=row.get("title"),
        publisher=row.get("publisher"),
        issued=row.get("issued"),
        url=row.get("url"),
        confidence=float(row.get("confidence") or 1),
        zone=row.get("zone") or "article",
        subject=row["subject"] or "",
        predicate=row["predicate"] or "",
        object=row["object"] or "",
        provision=row.get("provision"),
    )


def _things(rows: Iterable[Row]) -> tuple[Named, ...]:
    return tuple(_sorted({named(row) for row in rows}))


def _parties(graph: Rows, rows: Iterable[Row]) -> tuple[Named, ...]:
    return tuple(today(graph, body) for body in _things(rows))


def _value(rows: Iterable[Row]) -> str | None:
    return min((row["vi"] or "" for row in rows), default=None)


def _end(rows: Iterable[Row]) -> str | None:
    return min(((row["thing"] or "").rsplit("/", 1)[-1] for row in rows), default=None)
