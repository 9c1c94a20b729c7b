"""Work by body: the one that owns it on the report's day, bodies by name before groups, nobody last.

The tasks of a body, here, in ``kg body`` and on the page alike, are those that name it and, counted apart, those that
it took over with a body that they name (``taken_over``); each once. Targets and results are no tasks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.ask.cards import Named
from kg.reports.records import TaskRecord
from kg.reports.scope import View, owners
from kg.reports.table import Cell, Word
from kg.text import collation_key

ROLES = ("lead", "support", "oversight")
By = dict[Named | None, list[TaskRecord]]


def by_owner(view: View, role: str = "lead") -> By:
    """Tasks by the body that has the role; under None those that name nobody. A task with two leads stands twice."""
    found: dict[str, list[TaskRecord]] = defaultdict(list)
    names: dict[str, Named] = {}
    for task in view.tasks:
        given = owners(getattr(task, role))
        for body in given:
            names.setdefault(body.iri, body)
            if view.shown(body):
                found[body.iri].append(task)
        if not given and not view.bodies:
            found[""].append(task)
    return {names.get(iri): tasks for iri, tasks in found.items()}


def taken_over(view: View, role: str = "lead") -> dict[str, list[TaskRecord]]:
    """By the IRI of a body, the tasks whose role it has on the view's day without being named for it.

    *Bộ Thông tin và Truyền thông chủ trì …* is taken over by Bộ Khoa học và Công nghệ, unless the task names both.
    """
    found: dict[str, list[TaskRecord]] = defaultdict(list)
    for task in view.tasks:
        given = getattr(task, role)
        named = {body.iri for body in given}
        for body in owners(given):
            if body.iri not in named:
                found[body.iri].append(task)
    return found


def ranked(found: Mapping[Named | None, Sequence[object]], groups: frozenset[str]) -> list[Named | None]:
    """Bodies by name with the most work first, then groups of bodies, then nobody."""

    def key(body: Named | None) -> tuple[object, ...]:
        if body is None:
            return 2, 0, ()
        return body.iri in groups, -len(found[body]), collation_key(body.vi), body.iri

    return sorted(found, key=key)


def name_cell(body: Named | None) -> Cell:
    """The body, or that no document names one."""
    return Word("nobody") if body is None else body


def distinct(tasks: Iterable[Iterable[TaskRecord]]) -> int:
    """How many tasks there are in lists that may share some."""
    return len({task.id for some in tasks for task in some})
