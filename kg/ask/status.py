"""The sides of a task's status that are never merged: what is reported, and what the calendar says on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.ask.told import by_day
from kg.dates import bounds, end_of

if TYPE_CHECKING:
    from kg.ask.cards import Quote
    from kg.model import Due

SCHEDULES = ("overdue", "due", "not-yet-due", "recurring", "no-date")
"""What the calendar says: the notations of the scheme schedule-status."""

GRID = ("done-on-time", "done-late", "not-done-in-time", "not-done-overdue")
"""The four cells of the official grid, as offices report to the Government Office."""

CELLS = (*GRID, "done-untold", "not-done-untold", "disagreeing")
"""With what is reported but fits none of the four: done or not done, and no date tells whether in time; or reports
of one day that say different things."""

_DONE = {"done", "done-on-time", "done-late"}
_KNOWN = set(GRID)


class StatusReport(NamedTuple):
    """How far a task is, as a document of that ``date`` reports it; ``status`` is a notation of task-status.ttl."""

    status: str
    date: str | None
    quote: Quote


class Work(Protocol):
    """A task with its deadline, and what documents report of it."""

    @property
    def due(self) -> Due | None: ...

    @property
    def reported(self) -> tuple[StatusReport, ...]: ...


def first_day(due: Due | None) -> str | None:
    """The day from which on something is due: the first of the last day, month or year that the deadline names.

    *tháng 6/2025* is due from 1 June, *quý II/2025* from 1 June, *giai đoạn 2025–2030* from 1 January 2030.
    """
    if due is None or due.edtf is None:
        return None
    return bounds(due.edtf.rpartition("/")[2])[0]


def schedule(due: Due | None, as_of: str) -> str:
    """One of ``SCHEDULES`` on the day ``as_of`` (ISO 8601).

    >>> from kg.model import Due
    >>> schedule(Due("2025-06-20", "before", "trước 20/6", None, "2025-06-20"), "2025-06-20")
    'due'
    >>> schedule(Due("2025-06-20", "before", "trước 20/6", None, "2025-06-20"), "2025-06-21")
    'overdue'
    """
    if due is not None and due.relation == "recurring":
        return "recurring"
    last = end_of(due)
    if last is None:
        return "no-date"
    if as_of > last:
        return "overdue"
    first = first_day(due)
    return "due" if first is not None and first <= as_of else "not-yet-due"


def newest(task: Work, as_of: str) -> tuple[StatusReport, ...]:
    """What the newest documents up to that day report; an undated one counts where nothing else is there."""
    told = [one for one in task.reported if by_day(one.date or one.quote.after, as_of)]
    day = max((one.date or "" for one in told), default="")
    return tuple(one for one in told if (one.date or "") == day)


def reported(task: Work, as_of: str) -> tuple[str, ...]:
    """The statuses that the newest documents report, the wider of two that mean the same left out."""
    told = {one.status for one in newest(task, as_of)}
    wider = {w for w in told if any(s != w and s.startswith(f"{w}-") for s in told)}
    return tuple(sorted(told - wider))


def cell(task: Work, as_of: str) -> str | None:
    """The task's cell, one of ``CELLS``; None where no document up to that day reports anything of it.

    A report that says no more than *đã hoàn thành* is in time for sure where its own day is not past the deadline; one
    that says *đang triển khai* is overdue where its own day is. What happened after the report is not guessed.
    """
    told = newest(task, as_of)
    if not told:
        return None
    statuses = reported(task, as_of)
    if len(statuses) > 1:
        return "disagreeing"
    status, day, last = statuses[0], told[0].date, end_of(task.due)
    if status in _KNOWN:
        return status
    in_time = None if day is None or last is None else day <= last
    if status in _DONE:
        return "done-on-time" if in_time else "done-untold"
    return "not-done-untold" if in_time is None else "not-done-in-time" if in_time else "not-done-overdue"
