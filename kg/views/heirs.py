"""What bodies took over from others, for the page: counted as the reports count it, beside what names the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.ask.cards import Named
from kg.errors import NoDay
from kg.rdf import BASE
from kg.reports import Scope, seen
from kg.reports.bodies import taken_over
from kg.store import Graph


@dataclass(frozen=True, slots=True)
class Heirs:
    """By IRIs of bodies: in ``taken`` the tasks that each leads without being named, in ``now`` who it has become."""

    taken: Mapping[str, Sequence[str]] = field(default_factory=dict)
    now: Mapping[str, Sequence[Named]] = field(default_factory=dict)


def heirs(graph: Graph) -> Heirs:
    """As of the day of the newest source, as reports are; nothing where no source has a day."""
    try:
        view = seen(graph, Scope())
    except NoDay:
        return Heirs()
    bodies = (b for task in view.tasks for b in (*task.lead, *task.support, *task.oversight) if b.state == "passed")
    return Heirs(
        {body: [BASE + task.id for task in tasks] for body, tasks in taken_over(view).items()},
        {body.iri: body.now for body in bodies},
    )
