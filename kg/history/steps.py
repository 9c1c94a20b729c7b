"""One piece of work from document to document: what each says, and what that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from kg.ask.cards import Card, Rows
from kg.ask.work import newer
from kg.history.disputes import given_order, side, side_json

_ASPECTS = ("wording", "lead", "support", "due")


class Step(NamedTuple):
    """A document's word on the work; ``changed`` maps the IRIs of earlier tasks to what is not the same any more."""

    card: Card
    changed: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def nearest(self) -> tuple[str, tuple[str, ...]] | None:
        """Of the earlier tasks the one that is most the same, the later one of two, with what changed."""
        return min(reversed(self.changed), key=lambda c: len(c[1]), default=None)


class History(NamedTuple):
    """The work that was asked for and every step, the earliest first."""

    asked: str
    steps: tuple[Step, ...]

    def as_json(self) -> dict[str, Any]:
        """As data."""
        return {
            "task": self.asked,
            "steps": [_step_json(step) for step in self.steps],
        }


def _step_json(step: Step) -> dict[str, Any]:
    return {
        **side_json(step.card),
        "support": [n.vi for n in step.card.support],
        "changed": list(step.nearest[1]) if step.nearest else [],
        "restates": [iri for iri, _ in step.changed],
    }


def history(graph: Rows, task: str) -> History:
    """A task, by its IRI, with all that it restates and all that restates it, and what holds against one of these."""
    family = {task, *(row["other"] or "" for row in graph.rows("history-task", task=task))}
    read = {iri: side(graph, iri) for iri in sorted(family)}
    holding = {c.newer.task for c in read.values() if c.newer and c.newer.holds} - family
    read |= {iri: side(graph, iri) for iri in sorted(holding)}
    cards = sorted((_among(graph, one, read) for one in read.values()), key=given_order)
    order = {one.iri: n for n, one in enumerate(cards)}
    return History(task, tuple(Step(one, _changes(graph, one.iri, order)) for one in cards))


def _among(graph: Rows, one: Card, steps: Collection[str]) -> Card:
    """The step with a later deadline that another step gives: what nobody is shown is not cited."""
    shown = one.newer is None or one.newer.task in steps
    return one if shown else one._replace(newer=newer(graph, one.iri, among=steps))


def _changes(graph: Rows, task: str, order: dict[str, int]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What changed against each earlier task of the family, the latest of them last."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows("history-changes", task=task):
        found[row["earlier"] or ""] |= {row["aspect"]} - {None}  # type: ignore[arg-type]
    known = sorted((iri for iri in found if iri in order), key=lambda iri: order[iri])
    return tuple((iri, _ordered(found[iri])) for iri in known)


def _ordered(aspects: Iterable[str]) -> tuple[str, ...]:
    return tuple(a for a in _ASPECTS if a in set(aspects))
