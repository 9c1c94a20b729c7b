"""What is doubtful in a file of decisions, before a build is made with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from kg.model import Decision
from kg.resolve.decisions import as_data, located
from kg.review.keeping import about


class Doubt(NamedTuple):
    """A decision that may not do what is meant: ``kind`` is ``gone`` (its words stand in no text), ``unknown-body``, or
    ``against`` (the one on the line ``other`` says something else of the same; the later one holds).
    """

    kind: str
    decision: Decision
    other: int = 0

    def as_json(self) -> dict[str, Any]:
        told = {"kind": self.kind, "line": self.decision.line, "decision": as_data(self.decision)}
        return {**told, "other": self.other} if self.other else told


def doubts(
    decisions: Iterable[Decision], text: Callable[[str], str | None], known: Callable[[str], bool]
) -> list[Doubt]:
    """The doubtful ones in their order; ``text`` gives that of a source, ``known`` tells whether a body is."""
    return list(_doubts(decisions, text, known))


def _doubts(
    decisions: Iterable[Decision], text: Callable[[str], str | None], known: Callable[[str], bool]
) -> Iterator[Doubt]:
    said: dict[object, Decision] = {}
    for one in decisions:
        if any(located(place, text(place.source) or "") is None for place in one.places):
            yield Doubt("gone", one)
        if one.body is not None and not known(one.body):
            yield Doubt("unknown-body", one)
        before = said.get(about(one))
        if before is not None and _word(before) != _word(one):
            yield Doubt("against", one, before.line)
        said[about(one)] = one


def _word(decision: Decision) -> tuple[object, ...]:
    """What is decided, apart from the note on it."""
    return decision.decide, decision.places, decision.body
