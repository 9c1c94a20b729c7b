"""What is due by a date, or in a span of time that is counted from the day of asking."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask import answer as a
from kg.ask.cards import Row
from kg.ask.dates import due_words
from kg.ask.inquiry import Inquiry
from kg.ask.limits import ANY_YEAR, Span, falls, resolved
from kg.ask.words import joined

_NEAR = 3


def inside(inquiry: Inquiry) -> dict[str, str]:
    """Tasks and targets that are due by the date asked for, each with its last day.

    *Việc gì phải xong trước 20/6?*
    """
    due = dated(inquiry)
    return {
        r["thing"] or "": r["latest"] or ""
        for r in deadlines(inquiry)
        if due and falls(r["latest"] or "", (r["relation"] or "").rpartition("-")[2], due)
    }


def deadlines(inquiry: Inquiry) -> Sequence[Row]:
    """Those of what sources had told by the day."""
    return inquiry.told(inquiry.graph.rows("ask-deadlines"))


def next_due(inquiry: Inquiry) -> list[str]:
    """A few that are due after that."""
    due = dated(inquiry)
    rows = sorted((r["latest"] or "", r["thing"] or "") for r in deadlines(inquiry))
    return [thing for latest, thing in rows if due and latest >= due.date.partition("/")[0]][:_NEAR]


def newest(inquiry: Inquiry) -> str:
    """The day of the newest document: no clock is read."""
    return max((row["issued"] or "" for row in inquiry.graph.rows("ask-sources")), default="")


def sentence(inquiry: Inquiry) -> str:
    """The question as it was understood, with the year where none was given."""
    asked, say, due = inquiry.asked, inquiry.say, dated(inquiry)
    named = [inquiry.thing(iri).label(say.language) for iri in dict.fromkeys(n.iri for n in asked.names)]
    about = say("understood.agenda_of", names=a.listed(named, say)) if named else ""
    about += say("understood.agenda_topic", topic=joined(asked.rest)) if asked.rest else ""
    return say("understood.agenda", due=due_words(due.date, due.relation, None, say) if due else "", about=about)


def dated(inquiry: Inquiry) -> Span | None:
    """The date that was asked for.

    *This quarter* is that of the day of asking, or else of the newest document. Without a year a date is the deadline
    that some document sets on that very day, or else in the newest document's year.
    """
    due = inquiry.asked.due
    if due is None:
        return None
    today = inquiry.day or newest(inquiry)
    if ANY_YEAR not in due.date:
        return resolved(due, today) if today else due
    days = [row["latest"] or "" for row in deadlines(inquiry)]
    same = (day for day in days if day[4:] == due.date[4:])
    year = max(same, default="") or today or min(days, default="")
    return due._replace(date=due.date.replace(ANY_YEAR, year[:4])) if year else due
