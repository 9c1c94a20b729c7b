"""``kg report deadlines``: what falls due in which month, and the list in the order of the days."""

from __future__ import annotations

from collections import Counter

from kg.ask.status import cell, schedule
from kg.dates import end_of
from kg.reports.listing import by_deadline, listed
from kg.reports.scope import View
from kg.reports.table import Column, Day, Row, Section, Word, numbers, summed

_COLUMNS = (Column("month"), *numbers("tasks", "reported_done", "not_reported_done"))
_REST = ("recurring", "no-date")


def deadlines(view: View) -> tuple[Section, ...]:
    """Months with how many tasks end in them; tasks without a last day have rows of their own: all are counted."""
    ends = {task.id: end_of(task.due) for task in view.tasks}
    months = [(ends[t.id] or "")[:7] or schedule(t.due, view.as_of) for t in view.tasks]
    done = [(cell(t, view.as_of) or "").startswith("done") for t in view.tasks]
    tasks, finished = Counter(months), Counter(m for m, d in zip(months, done, strict=True) if d)
    keys = [*sorted(m for m in tasks if m not in _REST), *(r for r in _REST if r in tasks)]
    rows: tuple[Row, ...] = tuple(
        (Word(key) if key in _REST else Day(key), tasks[key], finished[key], tasks[key] - finished[key]) for key in keys
    )
    dated = [task for task in sorted(view.tasks, key=by_deadline) if ends[task.id]]
    return (Section("months", _COLUMNS, rows, summed(_COLUMNS, rows), whole=True), listed("list", dated, view))
