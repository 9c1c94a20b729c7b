"""``kg report matrix``: tasks × bodies, with the part that each body has in each task."""

from __future__ import annotations

from collections import defaultdict

from kg.ask.cards import Named
from kg.reports.bodies import ROLES, ranked
from kg.reports.listing import by_deadline
from kg.reports.records import TaskRecord
from kg.reports.scope import View, owners
from kg.reports.table import Cell, Column, Note, Section, Word


def matrix(view: View) -> tuple[Section, ...]:
    """A row a task, a column a body that has a part in one, the busiest first. A body with two parts in a task shows
    the first of lead, support, oversight. The last row counts the tasks of each body.
    """
    parts: dict[Named, dict[str, str]] = defaultdict(dict)
    tasks = sorted(view.tasks, key=by_deadline)
    for task in tasks:
        for body, role in _parts(task):
            if view.shown(body):
                parts[body].setdefault(task.id, role)
    bodies = [b for b in ranked({b: list(found) for b, found in parts.items()}, frozenset()) if b]
    columns = (
        Column("task"),
        Column("due"),
        Column("code", wide=True),
        *(Column(body.path, "mark", title=body) for body in bodies),
    )
    rows = tuple(
        (task.text, task.due, task.id, *(_mark(parts[body].get(task.id)) for body in bodies)) for task in tasks
    )
    total: tuple[Cell, ...] = (Word("total"), None, None, *(len(parts[body]) for body in bodies))
    return (Section("matrix", columns, rows, total, (Note("matrix"),)),)


def _parts(task: TaskRecord) -> list[tuple[Named, str]]:
    return [(body, role) for role in ROLES for body in owners(getattr(task, role))]


def _mark(role: str | None) -> Cell:
    return Word(f"mark-{role}") if role else None
