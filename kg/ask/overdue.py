"""What is overdue: as documents report it, and by the deadlines that have passed."""

from __future__ import annotations

from collections.abc import Callable

from kg.ask import agenda
from kg.ask.answer import task_text
from kg.ask.cards import Card
from kg.ask.dates import date_words
from kg.ask.inquiry import Inquiry
from kg.ask.phrases import Phrases

_OVERDUE = "status-not-done-overdue"
_DONE = ("status-done", "status-done-late")
# A day on which work begins, or that comes back, is none by which it must be done.
_ENDLESS = ("due-from", "due-recurring")
_TASK = "/task/"


def day_of(inquiry: Inquiry) -> str:
    """The day as of which it is asked: the one that is given, or else that of the newest document."""
    return inquiry.day or agenda.newest(inquiry)


def found(inquiry: Inquiry) -> dict[str, str]:
    """Tasks, each with what to order it by: those that a document reports as overdue, then those whose deadline was
    before the day, the longest ago first, that nothing tells as done and no later text has given another deadline.

    The day of a deadline is not past before it is over: *trước 20/6* is overdue from 21 June.
    """
    graph, day = inquiry.graph, day_of(inquiry)
    status = [(row["thing"] or "", (row["status"] or "").rsplit("/", 1)[-1]) for row in graph.rows("ask-status")]
    done = {thing for thing, what in status if what in _DONE}
    past = {
        row["thing"] or "": row["latest"] or ""
        for row in graph.rows("ask-deadlines")
        if "" < (row["latest"] or "") < day and (row["relation"] or "").rsplit("/", 1)[-1] not in _ENDLESS
    }
    late = {thing: latest for thing, latest in past.items() if _TASK in thing and thing not in done}
    graph.ahead("ask-newer", "task", late)
    order = {thing: f"1{latest}" for thing, latest in late.items() if not graph.rows("ask-newer", task=thing)}
    return order | {thing: "0" for thing, what in status if what == _OVERDUE}


def wording(inquiry: Inquiry) -> Callable[[Card, Phrases], str]:
    """The task, and where nobody but the calendar says that it is overdue, that this is so."""
    date = date_words(day_of(inquiry), inquiry.say)

    def write(card: Card, say: Phrases) -> str:
        text = task_text(card, say)
        if any(one.path.endswith(_OVERDUE) for one in card.status):
            return text
        return say("answer.late", text=text.rstrip("."), date=date)

    return write
