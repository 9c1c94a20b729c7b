"""The values of one indicator, by year and by document: what is to be reached, then what was."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from kg.ask.cards import Named, Row, Rows
from kg.ask.cards import named as named_body
from kg.ask.owners import owner
from kg.text import collation_key, words

COMPARATORS = {">=": "ge", ">": "gt", "=": "eq", "<=": "le", "<": "lt", "~": "approx"}


class Value(NamedTuple):
    """One number: ``kind`` is ``target`` or ``result``, ``when`` EDTF, ``comparator`` ``ge``, ``gt`` …; ``upper`` ends
    a range; ``bodies`` are who is to reach it, or whose it is; ``source`` names the document that
    says it.
    """

    iri: str
    kind: str
    when: str | None
    comparator: str
    number: str
    upper: str | None
    unit: str
    bodies: tuple[Named, ...]
    source: str
    issued: str | None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.iri,
            "kind": self.kind,
            "when": self.when,
            "comparator": self.comparator,
            "value": self.number,
            "upper": self.upper,
            "unit": self.unit,
            "bodies": [body.vi for body in self.bodies],
            "now": sorted({now.vi for body in self.bodies for now in body.now}, key=collation_key),
            "source": self.source,
            "issued": self.issued,
        }


def values(graph: Rows, indicator: str) -> tuple[Value, ...]:
    """Targets by year and document, then results; a value that two documents give stands with each of them."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in graph.rows("indicator-values", indicator=indicator):
        found[row["thing"] or "", row["number"] or row["title"] or row["source"] or ""].append(row)
    return tuple(sorted((_value(graph, key[1], rows) for key, rows in found.items()), key=_order))


def named(graph: Rows, folded: str) -> list[str]:
    """IRIs of the indicators that bear a name, already cut into words."""
    rows = graph.rows("indicator-names")
    return sorted({row["indicator"] or "" for row in rows if " ".join(words(row["name"] or "")) == folded})


def _value(graph: Rows, source: str, rows: list[Row]) -> Value:
    row = rows[0]
    return Value(
        iri=row["thing"] or "",
        kind="result" if (row["kind"] or "").endswith("Result") else "target",
        when=row["when"],
        comparator=COMPARATORS.get(row["comparator"] or "", "eq"),
        number=row["value"] or "",
        upper=row["upper"],
        unit=row["unit"] or "",
        bodies=_bodies(graph, rows),
        source=source,
        issued=row["issued"],
    )


def _bodies(graph: Rows, rows: list[Row]) -> tuple[Named, ...]:
    """Who is to reach it, each with what it has become since."""
    found = {named_body(row, "who", "body", "bodyEn") for row in rows if row["who"]}
    told = (owner(graph, body, since=rows[0]["issued"]).body for body in found)
    return tuple(sorted(told, key=lambda body: (collation_key(body.vi), body.iri)))


def _order(value: Value) -> tuple[object, ...]:
    return value.kind != "target", value.when or "9999", value.issued or "", value.source, value.number, value.iri
