"""Tasks by what is known of them, for programs: ``graph.tasks(lead="Bộ KH&CN", due_before="2026-06-30")``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.status import reported, schedule
from kg.dates import end_of
from kg.reports.records import TaskRecord
from kg.reports.scope import View, owners


@dataclass(frozen=True, slots=True)
class Wish:
    """IRIs of bodies in a role, days between which the last day of the deadline lies (both included), statuses."""

    lead: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    due_after: str | None = None
    due_before: str | None = None
    status: str | None = None
    schedule: str | None = None


def choose(view: View, wish: Wish) -> Iterable[TaskRecord]:
    """The tasks of a view that fit. A body has a task that was given to it, or that it owns on the view's day."""
    return (task for task in view.tasks if _in_time(task, wish) and _parties(task, wish) and _state(task, view, wish))


def _in_time(task: TaskRecord, wish: Wish) -> bool:
    if wish.due_after is None and wish.due_before is None:
        return True
    last = end_of(task.due)
    return last is not None and (wish.due_after or "") <= last <= (wish.due_before or "9999")


def _parties(task: TaskRecord, wish: Wish) -> bool:
    return all(
        not wanted or wanted & {b.iri for b in (*given, *owners(given))}
        for wanted, given in ((wish.lead, task.lead), (wish.support, task.support))
    )


def _state(task: TaskRecord, view: View, wish: Wish) -> bool:
    return (wish.status is None or wish.status in reported(task, view.as_of)) and (
        wish.schedule is None or wish.schedule == schedule(task.due, view.as_of)
    )
