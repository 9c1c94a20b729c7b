"""Who has a body's work on a day: ``kg.succession`` over a graph, with names to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.ask.cards import Named, Row, Rows
from kg.text import fold

if TYPE_CHECKING:
    from kg.model import Change
    from kg.succession import Known, State


class Step(NamedTuple):
    """A change of bodies with its names; ``event`` is its IRI, ``derived`` that of the change that it follows from."""

    event: str
    kind: str
    date: str | None
    olds: tuple[Named, ...]
    news: tuple[Named, ...]
    sources: tuple[Named, ...]
    matters: tuple[str, ...] = ()
    derived: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "event": self.event,
            "change": self.kind,
            "date": self.date,
            "from": [_json(n) for n in self.olds],
            "to": [_json(n) for n in self.news],
            "matters": list(self.matters),
            "sources": [_json(n) for n in self.sources],
            "derived_from": self.derived,
        }


class Owner(NamedTuple):
    """A body as it was given, and who stands in its place on ``day``; ``state`` and the rest as in ``Standing``."""

    body: Named
    state: State
    day: str | None
    holders: tuple[Named, ...]
    steps: tuple[Step, ...] = ()
    doubts: tuple[Step, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "body": _json(self.body),
            "as_of": self.day,
            "state": self.state,
            "owners": [_json(n) for n in self.holders],
            "events": [one.as_json() for one in self.steps],
            "doubts": [one.as_json() for one in self.doubts],
        }


def _json(thing: Named) -> dict[str, str | None]:
    return {"id": thing.iri, "label": thing.vi}


class Bodies:
    """What a graph knows of bodies, by their IRIs (``kg.succession.Known``)."""

    def __init__(self, graph: Rows) -> None:
        self._graph = graph

    def changes(self, body: str) -> list[Change]:
        events: dict[str, list[Row]] = defaultdict(list)
        for row in self._graph.rows("ask-changes", body=body):
            events[row["event"] or ""].append(row)
        return [change_of(event, events[event]) for event in sorted(events)]

    def life(self, body: str) -> tuple[str | None, str | None]:
        rows = list(self._graph.rows("ask-life", body=body))
        return max((r["since"] for r in rows if r["since"]), default=None), min(
            (r["until"] for r in rows if r["until"]), default=None
        )

    def parent(self, body: str, day: str | None = None) -> str | None:
        """The only one that is known: of several, none can be told to be the one."""
        from kg.succession import whole_of

        rows = list(self._graph.rows("ask-life", body=body))
        now, since, formerly = (_only(r[what] for r in rows) for what in ("parent", "part_since", "formerly"))
        return whole_of(now, since, formerly, day)


def _only(values: Iterable[str | None]) -> str | None:
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else None


def change_of(event: str, rows: Sequence[Row]) -> Change:
    """One change of bodies from the rows that tell of it, as ``ask-changes.rq`` has them."""
    from kg.model import Change

    def every(column: str) -> tuple[str, ...]:
        return tuple(sorted({row[column] or "" for row in rows} - {""}))

    dates, told = every("date"), every("told")
    return Change(
        event,
        rows[0]["change"] or "",
        every("old"),
        every("new"),
        dates[0] if dates else None,
        every("source"),
        tuple(sorted(map(fold, every("matter")))),
        told[0] if told else None,
        next(iter(every("derived")), None),
    )


Naming = Callable[[str], Named]


def owner(graph: Rows, body: Named, day: str | None = None, *, since: str | None = None, matter: str = "") -> Owner:
    """Who has on ``day`` what the body was given on ``since`` in the words of ``matter``, as a graph knows it."""
    if day is None and _untouched(graph, body.iri):
        itself = Named(body.iri, body.vi, body.en)
        return Owner(itself, "same", None, (itself,))
    return owned(Bodies(graph), lambda iri: name(graph, iri), body, day, since=since, matter=matter)


def _untouched(graph: Rows, body: str, seen: tuple[str, ...] = ()) -> bool:
    """Whether nothing has ever befallen a body nor what it is part of: most are so, and nothing is to be followed."""
    if body in seen or any(row["old"] == body for row in graph.rows("ask-changes", body=body)):
        return False
    life = list(graph.rows("ask-life", body=body))
    parents = {row["parent"] for row in life if row["parent"]}
    whole = parents.pop() if len(parents) == 1 else None
    return not any(row["until"] for row in life) and (whole is None or _untouched(graph, whole, (*seen, body)))


def owned(
    known: Known, naming: Naming, body: Named, day: str | None = None, *, since: str | None = None, matter: str = ""
) -> Owner:
    """The same from whatever knows bodies by their ids, and names them.

    Of a function that moved, only the matters that the wording names are told.
    """
    from dataclasses import replace

    from kg.succession import names_any, standing

    found = standing(known, body.iri, day, since=since, matter=matter)
    held = tuple(map(naming, found.holders))
    doubts = (replace(c, matters=tuple(m for m in c.matters if names_any(matter, [m]))) for c in found.doubts)
    heirs = held if found.state in ("passed", "unclear") else ()
    shown = Named(body.iri, body.vi, body.en, heirs, found.state, day)
    return Owner(shown, found.state, day, held, steps(naming, found.steps), steps(naming, doubts))


def today(graph: Rows, body: Named, day: str | None = None) -> Named:
    """The body with what it has become since, or by a day."""
    return owner(graph, body, day).body


def steps(naming: Naming, changes: Iterable[Change]) -> tuple[Step, ...]:
    """Changes with the names of their bodies and sources."""

    def names(ids: Iterable[str]) -> tuple[Named, ...]:
        return tuple(map(naming, ids))

    return tuple(
        Step(c.id, c.kind, c.date, names(c.olds), names(c.news), names(c.sources), c.matters, c.derived)
        for c in changes
    )


def name(graph: Rows, iri: str) -> Named:
    """A thing with its names in both languages."""
    found = {row["language"]: row["name"] or "" for row in graph.rows("ask-name", thing=iri)}
    return Named(iri, found.get("vi") or iri.rsplit("/", 1)[-1], found.get("en"))
