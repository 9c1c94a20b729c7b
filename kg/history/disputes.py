"""Disagreements of a graph, each with the tasks or targets that say different things."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from kg.ask.cards import Card, Row, Rows
from kg.ask.work import card

_ORDER = {"lead": 0, "due": 1, "value": 2}


class Dispute(NamedTuple):
    """``aspect``: what is disagreed on (lead, due, value); ``sides`` by date; ``prevailing`` the IRI of the one that
    holds now, ``ground`` why: amended, authority, later, decided, undecided.
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


def disputes(graph: Rows, *, aspect: str | None = None, body: str | None = None) -> list[Dispute]:
    """All disagreements, on the owner first, then deadlines, then numbers; ``body`` (an IRI) keeps those it is in."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in graph.rows("conflicts"):
        groups[row["conflict"] or ""].append(row)
    found = [_dispute(graph, iri, rows) for iri, rows in groups.items()]
    kept = [d for d in found if aspect in (None, d.aspect) and (body is None or _concerns(d, body))]
    return sorted(kept, key=lambda d: (_ORDER.get(d.aspect, 9), d.ground != "undecided", d.sides[0].text, d.iri))


def _dispute(graph: Rows, iri: str, rows: list[Row]) -> Dispute:
    sides = sorted((card(graph, row["thing"] or "") for row in rows), key=dated)
    first = rows[0]
    return Dispute(iri, first["aspect"] or "", tuple(sides), first["prevailing"], first["ground"] or "")


def dated(one: Card) -> tuple[str, str, str]:
    """By the day of the document that says it."""
    best = one.quotes[0] if one.quotes else None
    return (best.issued or "9999" if best else "9999", best.source if best else "", one.iri)


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
        "value": side.value,
        "unit": side.unit,
        "source": best.source if best else None,
        "issued": best.issued if best else None,
        "start": best.start if best else None,
        "end": best.end if best else None,
        "quote": best.text if best else None,
    }
