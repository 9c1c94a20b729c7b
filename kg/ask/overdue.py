"""What is overdue: as documents report it, and by the deadlines that have passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg.ask import agenda
from kg.ask.answer import task_text
from kg.ask.cards import Card, Row, quotes
from kg.ask.dates import date_words
from kg.ask.inquiry import Inquiry
from kg.ask.phrases import Phrases
from kg.ask.status import StatusReport, cell, schedule
from kg.ask.work import later
from kg.rdf.namespaces import KG

if TYPE_CHECKING:
    from kg.model import Due

_OVERDUE = "not-done-overdue"
# What a document has reported of a task that is overdue none the less: nothing, or that there was time yet.
_OPEN = (None, "not-done-in-time")
_TASK = "/task/"


class Work(NamedTuple):
    """A task by its deadline and its reports (``kg.ask.status.Work``)."""

    due: Due | None
    reported: tuple[StatusReport, ...]


def day_of(inquiry: Inquiry) -> str:
    """The day as of which it is asked: the one that is given, or else that of the newest document."""
    return inquiry.day or agenda.newest(inquiry)


def found(inquiry: Inquiry) -> dict[str, str]:
    """Tasks, each with what to order it by: those that are overdue as the newest documents of the day report, then
    those whose deadline was before it, the longest ago first, that nothing tells as done and no later text has given
    another deadline. ``kg report overdue`` counts by the same cells.

    The day of a deadline is not past before it is over: *trước 20/6* is overdue from 21 June.
    """
    graph, day = inquiry.graph, day_of(inquiry)
    due = {row["thing"] or "": _due(row) for row in agenda.deadlines(inquiry) if _TASK in (row["thing"] or "")}
    reported = _reported(inquiry)
    order: dict[str, str] = {}
    for thing in {*due, *reported}:
        work = Work(due.get(thing), reported.get(thing, ()))
        told = cell(work, day)
        if told == _OVERDUE:
            order[thing] = "0"
        elif told in _OPEN and work.due and schedule(work.due, day) == "overdue":
            order[thing] = f"1{work.due.latest}"
    late = [thing for thing in order if order[thing] != "0"]
    graph.ahead("ask-newer", "task", late)
    return {thing: key for thing, key in order.items() if key == "0" or not later(graph, thing, inquiry.day)}


def _due(row: Row) -> Due:
    from kg.model import Due

    relation = (row["relation"] or "").rsplit("/", 1)[-1].removeprefix("due-")
    return Due(None, relation or None, "", None, row["latest"])


def _reported(inquiry: Inquiry) -> Mapping[str, tuple[StatusReport, ...]]:
    """What documents of the day report of tasks."""
    found: dict[str, tuple[StatusReport, ...]] = defaultdict(tuple)
    for row in inquiry.told(inquiry.graph.rows("ask-status")):
        thing, status = row["thing"] or "", row["status"] or ""
        notation = status.rsplit("/", 1)[-1].removeprefix("status-")
        told = quotes(inquiry.graph, thing, KG + "status", status)
        found[thing] += tuple(StatusReport(notation, q.issued, q) for q in told)
    return found


def wording(inquiry: Inquiry) -> Callable[[Card, Phrases], str]:
    """The task, and where nobody but the calendar says that it is overdue, that this is so."""
    date = date_words(day_of(inquiry), inquiry.say)

    def write(card: Card, say: Phrases) -> str:
        text = task_text(card, say)
        if any(one.path.endswith(_OVERDUE) for one in card.status):
            return text
        return say("answer.passed" if card.status else "answer.late", text=text.rstrip("."), date=date)

    return write
