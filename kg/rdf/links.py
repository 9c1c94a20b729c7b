"""How facts hang together: work given again, disagreement, and what people have confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Conflict, Restatement, Reviewed
from kg.rdf import terms as t
from kg.rdf.evidence import evidence_iri
from kg.rdf.namespaces import KG
from kg.rdf.terms import Triple, iri
from kg.rdf.things import TYPE, triples


def restatement_triples(link: Restatement) -> Iterator[Triple]:
    """The link between two tasks. It follows from their wordings, so that their own sentences are what shows it."""
    yield iri(link.later), KG + "restates", iri(link.earlier)
    yield from triples(
        iri(link.id),
        (TYPE, KG + "Restatement"),
        (KG + "restating", iri(link.later)),
        (KG + "restated", iri(link.earlier)),
        *((KG + "aspect", iri(f"vocab/aspect-{what}")) for what in link.changed),
        (KG + "confidence", t.number(link.confidence)),
    )


def conflict_triples(conflict: Conflict) -> Iterator[Triple]:
    """A disagreement: who says different things, on what, and which holds for which reason."""
    this = iri(conflict.id)
    yield from triples(
        this,
        (TYPE, KG + "Conflict"),
        (KG + "aspect", iri(f"vocab/aspect-{conflict.kind}")),
        *((KG + "conflicting", iri(thing)) for thing in conflict.things),
        (KG + "prevailing", iri(conflict.prevails) if conflict.prevails else None),
        (KG + "precedence", iri(f"vocab/precedence-{conflict.reason}")),
    )


def review_triples(reviewed: Reviewed) -> Iterator[Triple]:
    """What a person has said of a piece of evidence."""
    yield evidence_iri(reviewed.evidence), KG + "reviewStatus", iri(f"vocab/review-{reviewed.status}")
