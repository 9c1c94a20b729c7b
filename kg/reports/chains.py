"""``kg report delays`` and ``path``: what hangs on late tasks, and how a resolution reaches a body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.ask.cards import Named
from kg.ask.status import cell, schedule
from kg.reports.bodies import ROLES
from kg.reports.coverage import carried_by, carries
from kg.reports.listing import listed
from kg.reports.measures import reachable, shortest_ways
from kg.reports.records import TaskRecord
from kg.reports.scope import View, owners
from kg.reports.table import Cell, Column, Note, Row, Section, Share, Word, numbers
from kg.text import collation_key

_WAYS = 5


def delays(view: View) -> tuple[Section, ...]:
    """Documents by how many of the tasks that serve them are reported as overdue, or past their date unreported.

    A task serves the document that gives it, and all that this one implements or is based on.
    """
    served: dict[str, list[TaskRecord]] = {}
    for task in view.tasks:
        for iri in sorted(_serves(task, view)):
            served.setdefault(iri, []).append(task)
    states = {task.id: _state(task, view.as_of) for task in view.tasks}
    columns = (
        Column("held_up"),
        *numbers("tasks", "late", "silent"),
        Column("delayed", "share"),
        Column("waiting", "figure"),
    )
    rows: list[Row] = []
    for iri, tasks in served.items():
        late, silent = (sum(states[t.id] == kind for t in tasks) for kind in ("late", "silent"))
        if late or silent:
            waiting = {b.iri for t in tasks if states[t.id] for b in owners((*t.support, *t.oversight))}
            rows.append((_name(iri, view), len(tasks), late, silent, Share(late + silent, len(tasks)), len(waiting)))
    rows.sort(key=lambda row: (-_number(row[2]), -_number(row[3]), collation_key(_label(row[0]))))
    late_tasks = [t for t in view.tasks if states[t.id] == "late"]
    return (
        Section("documents", columns, tuple(rows), None, (Note("delays"),)),
        listed("late", late_tasks, view),
    )


def path(view: View) -> tuple[Section, ...]:
    """Shortest ways from the documents that were asked for, over those that implement them and over tasks, to the
    bodies that were asked for; each step with its relation.
    """
    relations = _steps(view)
    nodes = sorted({node for edge in relations for node in edge})
    number = {node: n for n, node in enumerate(nodes)}
    edges = [(number[a], number[b]) for a, b in relations]
    starts, ends = ([number[i] for i in sorted(iris & number.keys())] for iris in (view.documents, view.bodies))
    ways = [way for start in starts for end in ends for way in shortest_ways(edges, start, end, _WAYS)]
    names = _names(view)
    rows = [
        (n, names.get(a, a), Word(relations[a, b]), names.get(b, b))
        for n, way in enumerate(ways, 1)
        for a, b in pairwise(nodes[i] for i in way)
    ]
    reached = {n for start in starts for n in reachable(edges, start)}
    told = {"steps": min(map(len, ways), default=1) - 1, "bodies": sum("/org/" in nodes[n] for n in reached)}
    columns = (Column("way", "figure"), Column("from"), Column("relation"), Column("to"))
    return (Section("path", columns, tuple(rows), None, (Note("path" if ways else "no_path", told),)),)


def _state(task: TaskRecord, as_of: str) -> str | None:
    found = cell(task, as_of)
    if found == "not-done-overdue":
        return "late"
    return "silent" if found is None and schedule(task.due, as_of) == "overdue" else None


def _serves(task: TaskRecord, view: View) -> set[str]:
    return {iri for m in task.mandate for iri in carried_by(m.iri, view.archive.documents)}


def _name(iri: str, view: View) -> Named:
    known = view.archive.documents.get(iri)
    return known.name if known else Named(iri, iri.rsplit("/", 1)[-1])


def _label(cell_: Cell) -> str:
    return cell_.vi if isinstance(cell_, Named) else ""


def _number(cell_: Cell) -> int:
    return cell_ if isinstance(cell_, int) else 0


def _steps(view: View) -> dict[tuple[str, str], str]:
    """(from, to) → relation: a document to those that carry it out, to its tasks, a task to its bodies."""
    found: dict[tuple[str, str], str] = {}
    for iri, document in view.archive.documents.items():
        for relation, other in document.rests_on:
            if carries(relation, view.archive.documents.get(other)) and found.get((other, iri)) != "carried-implements":
                found[other, iri] = f"carried-{relation}"
    for task in view.tasks:
        for document_ in task.mandate:
            found[document_.iri, task.id] = "gives"
        for role in reversed(ROLES):
            for body in owners(getattr(task, role)):
                found[task.id, body.iri] = f"part-{role}"
    return found


def _names(view: View) -> Mapping[str, Cell]:
    bodies: Iterable[Named] = (b for t in view.tasks for role in ROLES for b in owners(getattr(t, role)))
    documents = {iri: one.name for iri, one in view.archive.documents.items()}
    return {**documents, **{t.id: t.text for t in view.tasks}, **{b.iri: b for b in bodies}}
