"""``kg report load``: how much each body carries, and when it falls due, by quarter from the report's day on."""

from __future__ import annotations

from kg.ask.status import schedule
from kg.dates import end_of, months
from kg.reports.bodies import by_owner, name_cell, ranked
from kg.reports.records import TaskRecord
from kg.reports.scope import View
from kg.reports.table import Column, Day, Note, Row, Section, numbers, summed

_QUARTERS = 4


def load(view: View) -> tuple[Section, ...]:
    """A row a body: tasks that it leads (past their date, due in each of four quarters, later, recurring, undated),
    their sum, and tasks that it supports.
    """
    quarters = _quarters(view.as_of)
    lead, support = by_owner(view), by_owner(view, "support")
    support.pop(None, None)
    everyone = {body: lead.get(body, []) for found in (lead, support) for body in found}
    columns = (
        Column("body"),
        *numbers("overdue"),
        *(Column(f"quarter-{q[:7]}", "number", title=Day(q)) for q in quarters),
        *numbers("later", "recurring", "no-date", "lead", "support"),
    )
    rows = tuple(
        (name_cell(body), *_counts(lead.get(body, []), quarters, view.as_of), len(support.get(body, [])))
        for body in ranked(everyone, view.archive.groups)
    )
    return (Section("bodies", columns, rows, summed(columns, rows), (Note("load"),)),)


def _counts(tasks: list[TaskRecord], quarters: list[str], as_of: str) -> Row:
    kinds = ["overdue", *quarters, "later", "recurring", "no-date"]
    told = [_when(task, quarters, as_of) for task in tasks]
    return (*(told.count(kind) for kind in kinds), len(tasks))


def _when(task: TaskRecord, quarters: list[str], as_of: str) -> str:
    kind, last = schedule(task.due, as_of), end_of(task.due)
    if kind not in ("due", "not-yet-due") or last is None:
        return kind
    month = last[:7]
    return next((q for q in quarters if q.split("/")[0] <= month <= q.split("/")[1]), "later")


def _quarters(as_of: str) -> list[str]:
    """The quarter of a day and the three after it, in EDTF."""
    year, quarter = int(as_of[:4]), (int(as_of[5:7]) - 1) // 3
    found = []
    for n in range(quarter, quarter + _QUARTERS):
        first = n % 4 * 3 + 1
        found.append(months(year + n // 4, first, first + 2))
    return found
