"""The list of tasks as offices exchange it: one row a task, with who does what until when, and the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ask.cards import Quote
from kg.ask.status import reported, schedule
from kg.dates import end_of
from kg.reports.records import TargetRecord, TaskRecord
from kg.reports.scope import View
from kg.reports.table import Cell, Column, Day, Row, Section, Word

PLACE = (
    Column("quote", wide=True),
    Column("source"),
    Column("provision"),
    Column("start_char", "figure", wide=True),
    Column("end_char", "figure", wide=True),
    Column("sources", "figure", wide=True),
    Column("code"),
)
"""The sentence that tells what a line lists, where it stands, how many sources tell it, and the line's code."""

COLUMNS = (
    Column("task"),
    Column("document"),
    Column("lead"),
    Column("support"),
    Column("oversight", rare=True),
    Column("start", rare=True),
    Column("due"),
    Column("due_text", wide=True),
    Column("output", rare=True),
    Column("status", rare=True),
    Column("schedule"),
    *PLACE,
)
"""Beside what an office's list has: the deadline as written, the sentence with its place, how many sources tell it."""


def listed(key: str, tasks: Iterable[TaskRecord], view: View) -> Section:
    """The tasks in the order of their deadlines, those without one last."""
    return Section(key, COLUMNS, tuple(_row(t, view.as_of) for t in sorted(tasks, key=by_deadline)), long=True)


def by_deadline(task: TaskRecord | TargetRecord) -> tuple[bool, str, str]:
    """Sorts by the last day, then by id; what has no last day comes last."""
    last = end_of(task.due)
    return last is None, last or "", task.id


def start_of(task: TaskRecord) -> str | None:
    """When work is to begin: *từ ngày 01/7/2025*, or the first year of *giai đoạn 2025–2030*."""
    if task.due is None or task.due.edtf is None:
        return None
    first, several, _ = task.due.edtf.partition("/")
    return first if task.due.relation == "from" or (several and len(first) == 4) else None


def told(quotes: tuple[Quote, ...]) -> tuple[Cell, ...]:
    """The best sentence: its words, its source's name, the part of it, where it begins and ends, how many sources."""
    if not quotes:
        return (None,) * 6
    best = quotes[0]
    sources = len({q.source for q in quotes})
    return (" ".join(best.text.split()), best.title or best.source, best.provision, best.start, best.end, sources)


def _row(task: TaskRecord, as_of: str) -> Row:
    start = start_of(task)
    return (
        task.text,
        task.mandate or None,
        task.lead or Word("nobody"),
        task.support or None,
        task.oversight or None,
        Day(start) if start else None,
        task.due,
        task.due.text if task.due else None,
        "; ".join(task.output) or None,
        tuple(Word(status) for status in reported(task, as_of)) or Word("unreported"),
        Word(schedule(task.due, as_of)),
        *told(task.quotes),
        task.id,
    )
