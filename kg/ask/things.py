"""One thing of the graph: every statement about it, and every one that points at it, with their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kg.ask.access import Graph
from kg.ask.answer import meeting_words, source_json
from kg.ask.cards import Named, Quote, Row, mentions, quotes
from kg.ask.phrases import wording
from kg.ask.understand import typed
from kg.ask.values import Value, named, values
from kg.ask.words import words
from kg.rdf.namespaces import BASE, KG
from kg.text import collation_key

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABELS = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")


class Statement(NamedTuple):
    """A property with its names, the other end with its names, and the sentences behind it."""

    property: Named
    value: Named
    quotes: tuple[Quote, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "property": self.property.iri,
            "property_label": self.property.vi,
            "value": self.value.iri,
            "value_label": self.value.vi,
            "evidence": [{"quote": q.text, **source_json(q)} for q in self.quotes],
        }


class Thing(NamedTuple):
    """A thing with its names; ``facts`` start at it, ``referred`` end at it; ``values`` are those of an indicator."""

    name: Named
    facts: tuple[Statement, ...]
    referred: tuple[Statement, ...]
    quotes: tuple[Quote, ...]
    values: tuple[Value, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.name.iri,
            "label": self.name.vi,
            "label_en": self.name.en,
            **({"values": [one.as_json() for one in self.values]} if self.values else {}),
            "facts": [one.as_json() for one in self.facts],
            "referred": [one.as_json() for one in self.referred],
        }


def find(graph: Graph, reference: str) -> list[str]:
    """IRIs that a reference may mean: an IRI, a path below the base (``org/bo-cong-an``), a number, a name."""
    reference = reference.strip()
    iri = reference if reference.startswith(("http://", "https://")) else BASE + reference
    if " " not in reference and any(True for _ in graph.rows("show-thing", thing=iri)):
        return [iri]
    asked = typed(reference)
    whole = [n.iri for n in graph.named(asked) if n.start == 0 and n.end == len(asked)]
    return sorted(set(whole)) or named(graph, " ".join(w.bare for w in words(reference)))


def thing(graph: Graph, iri: str) -> Thing:
    """Everything that is stated of a thing."""
    every = quotes(graph, iri)
    rows = sorted(graph.rows("show-thing", thing=iri), key=_order)
    own = {language: _label(rows, language) for language in ("vi", "en")}
    name = Named(iri, own["vi"] or own["en"] or iri.removeprefix(BASE), own["en"])
    whole = frozenset((q.source, q.start, q.end) for q in quotes(graph, iri, TYPE))
    facts = tuple(_statement(graph, iri, row, whole) for row in rows if row["property"] not in _LABELS)
    told = values(graph, iri) if name.kind == "indicator" else ()
    return Thing(name, facts, _referred(graph, iri), every, told)


def _label(rows: Iterable[Row], language: str) -> str | None:
    return next((r["value"] for r in rows if r["property"] in _LABELS and r.get("language") == language), None)


def _order(row: Row) -> tuple[object, ...]:
    return row["property"] != TYPE, row["propertyVi"] or row["property"], collation_key(row["vi"] or row["value"] or "")


def _statement(graph: Graph, iri: str, row: Row, whole: frozenset[tuple[str, int, int]]) -> Statement:
    """What has a place of its own, as a lead body has in a table's cell, shows it before the ``whole`` sentence."""
    predicate, value = row["property"] or "", row["value"] or ""
    told = quotes(graph, iri, predicate, value)
    return Statement(
        Named(predicate, row["propertyVi"] or _end(predicate), row["propertyEn"]),
        _value(row),
        tuple(sorted(told, key=lambda q: (q.source, q.start, q.end) in whole)),
    )


def _value(row: Row) -> Named:
    """What a statement points to, with its names; a meeting is named by its body, number and day."""
    value = row["value"] or ""
    if row["organizer"] is None:
        return Named(value, row["vi"] or value, row["en"])
    bodies = {"vi": row["organizer"], "en": row["organizerEn"] or row["organizer"]}
    partner = row["partner"] is not None
    vi, en = (
        meeting_words(bodies[tongue], row["ordinal"], row["when"], wording(tongue), partner=partner)
        for tongue in ("vi", "en")
    )
    return Named(value, vi, en)


def _end(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _referred(graph: Graph, iri: str) -> tuple[Statement, ...]:
    found: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    for quote in mentions(graph, iri):
        found[quote.predicate, quote.subject].append(quote)
    names = {(r["property"] or "", r["subject"] or ""): r for r in graph.rows("show-referring", thing=iri)}
    for predicate, subject in found:
        if predicate == KG + "indicator":
            own = (q for q in quotes(graph, subject) if q.predicate == KG + "targetValue")
            found[predicate, subject] += own
    return tuple(_referring(key, names.get(key), tuple(found.get(key, ()))) for key in sorted({*names, *found}))


def _referring(key: tuple[str, str], row: Row | None, seen: Sequence[Quote]) -> Statement:
    predicate, subject = key
    if row is None:
        return Statement(Named(predicate, _end(predicate)), Named(subject, _end(subject)), tuple(seen))
    return Statement(
        Named(predicate, row["propertyVi"] or _end(predicate), row["propertyEn"]),
        Named(subject, row["vi"] or row["title"] or subject.removeprefix(BASE), row["en"]),
        tuple(seen),
    )
