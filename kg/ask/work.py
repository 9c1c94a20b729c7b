"""A task or a target as the graph holds it, with whoever has it by the day asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.ask.cards import Card, Closing, Named, Newer, Quote, Row, Rows, named, quotes
from kg.ask.owners import Owner, owner


def card(graph: Rows, iri: str, day: str | None = None) -> Card:
    """A task or a target, by its IRI; its bodies with what they have become by ``day``, or as far as is known."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in graph.rows("ask-task", task=iri):
        found[row["what"] or ""].append(row)
    said, text = quotes(graph, iri), _value(found["text"]) or ""
    given = first_told(said)
    wording = " ".join(dict.fromkeys((text, *(q.text for q in said))))

    def parties(what: str) -> tuple[Owner, ...]:
        return tuple(owner(graph, body, day, since=given, matter=wording) for body in _things(found[what]))

    lead = parties("lead")
    comparator = _end(found["comparator"])
    return Card(
        iri=iri,
        text=text,
        lead=tuple(one.body for one in lead),
        support=tuple(one.body for one in parties("support")),
        oversight=tuple(one.body for one in parties("oversight")),
        assigner=_things(found["assigner"]),
        mandate=_things(found["mandate"]),
        meeting=_things(found["meeting"]),
        organizer=_things(found["organizer"]),
        meeting_date=_value(found["when"]),
        ordinal=_value(found["ordinal"]),
        due=_value(found["edtf"]),
        due_relation=due_relation(_end(found["relation"])),
        due_text=_value(found["due_text"]),
        closing=None if found["due_text"] or found["value"] else closing(graph, iri),
        newer=None if found["value"] else newer(graph, iri, day),
        indicator=_things(found["indicator"]),
        comparator=comparator.removeprefix("comparator-") if comparator else None,
        value=_value(found["value"]),
        unit=_value(found["unit"]),
        output=_value(found["output"]),
        status=_things(found["status"]),
        owners=lead,
        given=given,
        quotes=said,
    )


def closing(graph: Rows, iri: str) -> Closing | None:
    """The deadline with which a task's sentence ends, where it is that of all its tasks.

    *xây dựng hồ sơ học tập suốt đời, tích hợp với CSDL quản lý văn bằng, hoàn thành trước ngày 10/12/2025*. A deadline
    before the end, or one that is said of the last task alone (*…, ban hành quy chế trong năm 2025*), is not.
    """
    seen = {iri}
    while rows := [row for row in graph.rows("ask-beside", task=iri) if row["next"] not in seen]:
        row = min(rows, key=lambda one: one["next"] or "")
        if row["edtf"]:
            words = row["closing"]
            return Closing(row["edtf"], due_relation(row["relation"]), row["due_text"], words) if words else None
        iri = row["next"] or ""
        seen.add(iri)
    return None


def newer(graph: Rows, iri: str, day: str | None = None) -> Newer | None:
    """Another deadline of the work in a later text (of ``day`` at the latest): the one that prevails, or the newest."""
    rows = [row for row in graph.rows("ask-newer", task=iri) if row["document"] and by_day(row["date"], day)]
    if not rows:
        return None
    row = max(rows, key=lambda one: (one["holds"] == "true", one["date"] or "", one["newer"] or ""))
    return Newer(
        task=row["newer"] or "",
        holds=row["holds"] == "true",
        due=row["edtf"] or "",
        relation=due_relation(row["relation"]),
        text=row["due_text"],
        document=named(row, "document"),
        date=row["date"],
    )


def due_relation(concept: str | None) -> str | None:
    """``before`` of ``vocab:due-before``."""
    return concept.rsplit("/", 1)[-1].removeprefix("due-") if concept else None


def first_told(said: Iterable[Quote]) -> str | None:
    """The day of the first document that says it."""
    return min((q.issued for q in said if q.issued), default=None)


def by_day(told: str | None, day: str | None) -> bool:
    """Whether what was told on one day held by another; what a document without a date says counts as told."""
    return day is None or told is None or told <= day


def is_given(one: Card, day: str | None) -> bool:
    """Whether the task had been given by the day."""
    return by_day(one.given, day)


def _things(rows: Iterable[Row]) -> tuple[Named, ...]:
    return tuple(sorted({named(row) for row in rows}, key=lambda n: (n.iri, n.vi, n.en or "")))


def _value(rows: Iterable[Row]) -> str | None:
    return min((row["vi"] or "" for row in rows), default=None)


def _end(rows: Iterable[Row]) -> str | None:
    return min(((row["thing"] or "").rsplit("/", 1)[-1] for row in rows), default=None)
