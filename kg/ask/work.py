"""A task or a target as the graph holds it, with whoever has it by the day asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kg.ask.cards import Card, Closing, Named, Newer, Row, Rows, named, quotes, stated
from kg.ask.owners import Owner, owner
from kg.ask.told import by_day, first_told
from kg.rdf.namespaces import KG


def card(graph: Rows, iri: str, day: str | None = None) -> Card:
    """A task or a target, by its IRI; its bodies with what they have become by ``day``, or as far as is known.

    What is said of it, and reported, is what ``graph`` has been told (``Rows.day``).
    """
    found = _by_what(graph.rows("ask-task", task=iri))
    said, text = quotes(graph, iri), _value(found["text"]) or ""
    given = first_told(said)
    wording = " ".join(dict.fromkeys((text, *(q.text for q in said))))

    def parties(what: str) -> tuple[Owner, ...]:
        return tuple(owner(graph, body, day, since=given, matter=wording) for body in _things(found[what]))

    lead = parties("lead")
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
        partner=bool(found["partner"]),
        meeting_date=_value(found["when"]),
        ordinal=_value(found["ordinal"]),
        due=_value(found["edtf"]),
        due_relation=due_relation(_end(found["relation"])),
        due_text=_value(found["due_text"]),
        closing=None if found["due_text"] or found["value"] else closing(graph, iri),
        newer=None if found["value"] else newer(graph, iri, day),
        indicator=_things(found["indicator"]),
        comparator=(_end(found["comparator"]) or "").removeprefix("comparator-") or None,
        value=_value(found["value"]),
        upper=_value(found["upper"]),
        unit=_value(found["unit"]),
        output=_value(found["output"]),
        status=_reported(graph, iri, found["status"]),
        owners=lead,
        given=given,
        mandated=_value(found["mandated"]),
        quotes=said,
    )


def _by_what(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["what"] or ""].append(row)
    return found


def _reported(graph: Rows, iri: str, rows: Iterable[Row]) -> tuple[Named, ...]:
    return tuple(one for one in _things(rows) if stated(graph, iri, KG + "status", one.iri))


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


def newer(graph: Rows, iri: str, day: str | None = None, among: Collection[str] | None = None) -> Newer | None:
    """Another deadline of the work in a later text (of ``day`` at the latest): the one that prevails, or the newest;
    of the tasks ``among``, where these are given.
    """
    rows = [row for row in later(graph, iri, day) if row["document"]]
    rows = [row for row in rows if among is None or row["newer"] in among]
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


def later(graph: Rows, iri: str, day: str | None = None) -> list[Row]:
    """What gives the work another deadline, in texts of ``day`` at the latest: rows of ``ask-newer``."""
    rows = [row for row in graph.rows("ask-newer", task=iri) if by_day(row["date"], day)]
    return [row for row in rows if graph.day is None or quotes(graph, row["newer"] or "")]


def due_relation(concept: str | None) -> str | None:
    """``before`` of ``vocab:due-before``."""
    return concept.rsplit("/", 1)[-1].removeprefix("due-") if concept else None


def _things(rows: Iterable[Row]) -> tuple[Named, ...]:
    return tuple(sorted({named(row) for row in rows}, key=lambda n: (n.iri, n.vi, n.en or "")))


def _value(rows: Iterable[Row]) -> str | None:
    return min((row["vi"] or "" for row in rows), default=None)


def _end(rows: Iterable[Row]) -> str | None:
    return min(((row["thing"] or "").rsplit("/", 1)[-1] for row in rows), default=None)
