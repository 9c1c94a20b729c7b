"""How facts hang together: work given again, disagreement, and what people have confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Conflict, Facts, Restatement, Reviewed, Task
from kg.rdf import terms as t
from kg.rdf.evidence import evidence_iri
from kg.rdf.namespaces import KG
from kg.rdf.stated import Stated
from kg.rdf.terms import Triple, iri
from kg.rdf.things import TYPE, triples


def restated(facts: Facts) -> Iterator[Stated]:
    """Links between tasks; the best sentence of each of the two shows it."""
    tasks = {task.id: task for task in facts.tasks}
    for link in facts.restatements:
        yield _restatement(link, tasks[link.later], tasks[link.earlier])


def _restatement(link: Restatement, later: Task, earlier: Task) -> Stated:
    this = iri(link.id)
    plain = triples(
        this,
        (TYPE, KG + "Restatement"),
        (KG + "restating", iri(later.id)),
        (KG + "restated", iri(earlier.id)),
        *((KG + "aspect", iri(f"vocab/aspect-{what}")) for what in link.changed),
        (KG + "confidence", t.number(link.confidence)),
    )
    shown = ((iri(later.id), KG + "restates", iri(earlier.id)),)
    return Stated(shown, plain, (later.evidence[0], earlier.evidence[0]))


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
