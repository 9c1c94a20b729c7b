"""Disagreements of a graph, each with the tasks or targets that say different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, overload

from kg.ask.answer import cells_json
from kg.ask.cards import Card, Row, Rows
from kg.ask.work import card
from kg.dates import bounds

_ORDER = {"lead": 0, "due": 1, "value": 2}
_UNDATED = "9999-12-31"


class Dispute(NamedTuple):
    """``aspect``: what is disagreed on (lead, due, value); ``sides`` by date; ``prevailing`` the IRI of the one that
    holds now, ``ground`` why: amended, authority, later, decided, undecided, unknown-kind.
    """

    iri: str
    aspect: str
    sides: tuple[Card, ...]
    prevailing: str | None
    ground: str

    def as_json(self) -> dict[str, Any]:
        """As data: bodies by name, dates as EDTF, each side with its best sentence."""
        return {
            "id": self.iri,
            "aspect": self.aspect,
            "ground": self.ground,
            "prevailing": self.prevailing,
            "sides": [side_json(side) for side in self.sides],
        }


class Disputes(Sequence[Dispute]):
    """Disagreements in their order; each is read from the graph when it is looked at."""

    def __init__(self, graph: Rows, rows: Sequence[tuple[str, Sequence[Row]]]) -> None:
        self._graph, self._rows = graph, rows
        self._read: dict[str, Dispute] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Dispute: ...

    @overload
    def __getitem__(self, at: slice) -> Disputes: ...

    def __getitem__(self, at: int | slice) -> Dispute | Disputes:
        if isinstance(at, slice):
            return Disputes(self._graph, self._rows[at])
        iri, rows = self._rows[at]
        if iri not in self._read:
            self._read[iri] = _dispute(self._graph, iri, rows)
        return self._read[iri]


def disputes(graph: Rows, *, aspect: str | None = None, body: str | None = None) -> Disputes:
    """All disagreements, on the owner first, then deadlines, then numbers, what nothing decides before the rest.

    ``aspect`` keeps those on one matter, ``body`` (an IRI) those that it is in.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in graph.rows("conflicts"):
        if aspect in (None, row["aspect"]):
            groups[row["conflict"] or ""].append(row)
    found = sorted(groups.items(), key=lambda group: _place(*group))
    if body is not None:
        found = [(iri, rows) for iri, rows in found if _concerns(_dispute(graph, iri, rows), body)]
    return Disputes(graph, found)


def _place(iri: str, rows: Sequence[Row]) -> tuple[int, bool, str, str]:
    """Where a disagreement stands among the others: what is told of it without reading all that its sides say."""
    first = rows[0]
    return _ORDER.get(first["aspect"] or "", 9), bool(first["prevailing"]), min(r["text"] or "" for r in rows), iri


def _dispute(graph: Rows, iri: str, rows: Sequence[Row]) -> Dispute:
    sides = sorted((side(graph, row["thing"] or "") for row in rows), key=given_order)
    first = rows[0]
    return Dispute(iri, first["aspect"] or "", tuple(sides), first["prevailing"], first["ground"] or "")


def side(graph: Rows, iri: str) -> Card:
    """A task or target as one side; ``given`` on the day of the document that gives it, where that is known: a list of
    what is overdue, that only tells of it, may be of a much later day.
    """
    one = card(graph, iri)
    given = next((row["day"] for row in graph.rows("history-given", task=iri)), None)
    return one._replace(given=given) if given else one


def given_order(one: Card) -> tuple[str, str, str, str]:
    """The earlier first, as a build orders them (``kg.resolve.papers.order``): by the day of the document that gives
    it, then of the one that tells of it.
    """
    told = min(((_first(quote.issued), quote.source) for quote in one.quotes), default=(_UNDATED, ""))
    return _first(one.given) if one.given else told[0], *told, one.iri


def _first(day: str | None) -> str:
    return bounds(day)[0] or _UNDATED


def _concerns(dispute: Dispute, body: str) -> bool:
    parties = (n for s in dispute.sides for n in (*s.lead, *(x for one in s.lead for x in one.now), *s.support))
    return any(n.iri == body for n in parties)


def side_json(side: Card) -> dict[str, Any]:
    """A task or target as one side of a comparison."""
    best = side.quotes[0] if side.quotes else None
    return {
        "id": side.iri,
        "text": side.text,
        "lead": [n.vi for n in side.lead],
        "due": side.due,
        "given": side.given,
        "mandate": [n.vi for n in side.mandate],
        "value": side.value,
        "upper": side.upper,
        "unit": side.unit,
        "source": best.source if best else None,
        "issued": best.issued if best else None,
        "start": best.start if best else None,
        "end": best.end if best else None,
        "quote": best.text if best else None,
        "cells": cells_json(side.quotes),
    }
