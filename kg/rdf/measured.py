"""Indicators with what is to be reached (targets) and what was (results), as triples."""

from __future__ import annotations

from collections.abc import Iterator

from kg.dates import bounds
from kg.model import Evidence, Indicator, Result, Target
from kg.rdf import terms as t
from kg.rdf.namespaces import KG, UNIT
from kg.rdf.stated import Stated
from kg.rdf.terms import Triple, iri
from kg.rdf.things import ALIAS, LABEL, TYPE, mapping, ref, triples


def indicator_triples(indicator: Indicator) -> Iterator[Triple]:
    """An indicator under its name; the other wordings of documents beside it."""
    this = iri(indicator.id)
    yield from triples(this, (TYPE, KG + "Indicator"), (LABEL, t.vi(indicator.label)))
    yield from ((this, ALIAS, t.vi(alias)) for alias in indicator.aliases if alias != indicator.label)


def measured(target: Target, deadline: tuple[str | None, tuple[Triple, ...]]) -> Stated:
    """A target with its ``deadline``: the IRI and what describes it."""
    this, due = iri(target.id), deadline[0]
    shown = (
        *triples(this, (TYPE, KG + "Target")),
        *_value(this, target, "targetValue"),
        *triples(this, (KG + "upperValue", t.number(target.upper) if target.upper is not None else None)),
        *triples(this, (KG + "deadline", due), *((KG + "leadBody", iri(body)) for body in target.bodies)),
    )
    return Stated(shown, (*_described(this, target), *deadline[1]), target.evidence)


def reached(result: Result) -> Stated:
    """A value that a source tells as reached, with the period that it names."""
    this, period = iri(result.id), result.period
    first, last = bounds(period) if period else (None, None)
    shown = (
        *triples(this, (TYPE, KG + "Result")),
        *_value(this, result, "resultValue"),
        *triples(this, *((KG + "resultOf", iri(body)) for body in result.bodies)),
        *triples(this, (KG + "edtf", t.text(period) if period else None)),
    )
    spans = triples(
        this,
        (KG + "earliest", t.day(first) if first else None),
        (KG + "latest", t.day(last) if last else None),
    )
    return Stated(shown, (*_described(this, result), *spans), result.evidence)


def _value(this: str, fact: Target | Result, property_: str) -> tuple[Triple, ...]:
    return triples(
        this,
        (KG + "indicator", ref(fact.measures)),
        (KG + "comparator", iri(f"vocab/comparator-{mapping()['comparator'][fact.comparator]}")),
        (KG + property_, t.number(fact.value)),
        (KG + "unitText", t.text(fact.unit) if fact.unit else None),
    )


def _described(this: str, fact: Target | Result) -> tuple[Triple, ...]:
    unit = mapping()["unit"].get(fact.unit)
    return triples(
        this, (LABEL, t.vi(_wording(fact.evidence, fact.indicator))), (KG + "unit", UNIT + unit if unit else None)
    )


def _wording(evidence: tuple[Evidence, ...], indicator: str) -> str:
    return min(evidence).quote if evidence else indicator
