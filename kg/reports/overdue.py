"""``kg report overdue``: the official grid of four cells, from what documents report; silence is counted apart."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.status import CELLS, cell, schedule
from kg.reports.bodies import by_owner, name_cell, ranked
from kg.reports.listing import listed
from kg.reports.records import TaskRecord
from kg.reports.scope import View
from kg.reports.table import Column, Note, Row, Section, Share, Word, numbers, summed

_RARE = ("done-untold", "not-done-untold", "disagreeing")
_BODIES = (
    Column("body"),
    *numbers("lead", "reported", *CELLS, rare=_RARE),
    Column("done_share", "share"),
    *numbers("unreported", "unreported_past"),
)
_DONE = ("done-on-time", "done-late", "done-untold")


def overdue(view: View) -> tuple[Section, ...]:
    """The grid over all tasks, each once; the grid by body; what is reported as late; what is late and unreported."""
    cells = {task.id: cell(task, view.as_of) for task in view.tasks}
    lead = by_owner(view)
    rows = tuple((name_cell(b), *_counts(lead[b], view)) for b in ranked(lead, view.archive.groups))
    late = [t for t in view.tasks if cells[t.id] == "not-done-overdue"]
    silent = [t for t in view.tasks if cells[t.id] is None and _past(t, view)]
    passed = [t for t in view.tasks if cells[t.id] == "not-done-in-time" and _past(t, view)]
    return (
        _grid(view),
        Section("bodies", _BODIES, rows, summed(_BODIES, rows), (Note("by_body"),)),
        listed("late", late, view),
        listed("passed", passed, view),
        listed("silent", silent, view),
    )


def _grid(view: View) -> Section:
    """The cells with their share of the tasks that something is reported of."""
    cells = [cell(task, view.as_of) for task in view.tasks]
    told = sum(one is not None for one in cells)
    shown = [one for one in CELLS if one not in _RARE or one in cells]
    rows: tuple[Row, ...] = tuple(
        (Word(f"cell-{one}"), cells.count(one), Share(cells.count(one), told)) for one in shown
    )
    columns = (Column("cell"), *numbers("tasks"), Column("share_reported", "share"))
    silent = [t for t, one in zip(view.tasks, cells, strict=True) if one is None]
    past = sum(_past(t, view) for t in silent)
    return Section(
        "grid",
        columns,
        rows,
        (Word("total_reported"), told, Share(told, told)),
        (Note("silent", {"n": len(silent), "all": len(view.tasks), "past": past}), Note("grid")),
        whole=True,
    )


def _past(task: TaskRecord, view: View) -> bool:
    """Whether its deadline has passed, and no later text has given the work another one."""
    return schedule(task.due, view.as_of) == "overdue" and task.id not in view.moved


def _counts(tasks: Sequence[TaskRecord], view: View) -> Row:
    cells = [cell(task, view.as_of) for task in tasks]
    told = sum(one is not None for one in cells)
    done = sum(one in _DONE for one in cells)
    silent = [t for t, one in zip(tasks, cells, strict=True) if one is None]
    past = sum(_past(t, view) for t in silent)
    return (len(tasks), told, *(cells.count(one) for one in CELLS), Share(done, told), len(silent), past)
