"""The values of one indicator, by year and by document: what is to be reached, then what was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from kg.ask.cards import Row, Rows
from kg.text import collation_key, words

COMPARATORS = {">=": "ge", ">": "gt", "=": "eq", "<=": "le", "<": "lt", "~": "approx"}


class Value(NamedTuple):
    """One number: ``kind`` is ``target`` or ``result``, ``when`` EDTF, ``comparator`` ``ge``, ``gt`` …; ``upper`` ends
    a range; ``bodies`` and ``bodies_en`` are who is to reach it, or whose it is; ``source`` names the document that
    says it.
    """

    iri: str
    kind: str
    when: str | None
    comparator: str
    number: str
    upper: str | None
    unit: str
    bodies: tuple[str, ...]
    bodies_en: tuple[str, ...]
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
            "bodies": list(self.bodies),
            "source": self.source,
            "issued": self.issued,
        }


def values(graph: Rows, indicator: str) -> tuple[Value, ...]:
    """Targets by year and document, then results; a value that two documents give stands with each of them."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in graph.rows("indicator-values", indicator=indicator):
        found[row["thing"] or "", row["number"] or row["title"] or row["source"] or ""].append(row)
    return tuple(sorted((_value(key[1], rows) for key, rows in found.items()), key=_order))


def named(graph: Rows, folded: str) -> list[str]:
    """IRIs of the indicators that bear a name, already cut into words."""
    rows = graph.rows("indicator-names")
    return sorted({row["indicator"] or "" for row in rows if " ".join(words(row["name"] or "")) == folded})


def _value(source: str, rows: list[Row]) -> Value:
    row = rows[0]
    return Value(
        iri=row["thing"] or "",
        kind="result" if (row["kind"] or "").endswith("Result") else "target",
        when=row["when"],
        comparator=COMPARATORS.get(row["comparator"] or "", "eq"),
        number=row["value"] or "",
        upper=row["upper"],
        unit=row["unit"] or "",
        bodies=_names(r["body"] for r in rows),
        bodies_en=_names(r["bodyEn"] or r["body"] for r in rows),
        source=source,
        issued=row["issued"],
    )


def _names(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in found if name}, key=collation_key))


def _order(value: Value) -> tuple[object, ...]:
    return value.kind != "target", value.when or "9999", value.issued or "", value.source, value.number, value.iri
