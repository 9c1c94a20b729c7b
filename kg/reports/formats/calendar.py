"""iCalendar (RFC 5545): each deadline an event of a whole day, to be put into any calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kg.ask.phrases import Phrases
from kg.dates import end_of
from kg.model import Due
from kg.rdf.namespaces import BASE
from kg.reports.table import Report, Row, Section
from kg.reports.words import heading, title, told, wording

_SAID = ("document", "lead", "support", "due", "status", "quote", "source", "provision")


def calendar(report: Report, language: str) -> bytes:
    """The report ``deadlines`` as a calendar: an event on the last day of each, with lead, document and sentence.

    An event's UID is the task's id, so that a calendar that is read again changes and does not double it. There is no
    clock: DTSTAMP is the report's day.
    """
    from icalendar import Calendar, Event

    say = wording(language)
    found = Calendar()
    found.add("prodid", "-//Chu tri//kg report deadlines//" + language.upper())
    found.add("version", "2.0")
    found.add("x-wr-calname", title(report, say))
    stamp = datetime.combine(date.fromisoformat(report.as_of), datetime.min.time(), UTC)
    section = next(one for one in report.sections if one.key == "list")
    for row in section.rows:
        cells = dict(zip((c.key for c in section.columns), row, strict=True))
        due = cells["due"]
        day = end_of(due) if isinstance(due, Due) else None
        if day is None:
            continue
        event = Event()
        event.add("uid", f"{cells['code']}@{BASE.split('/')[2]}")
        event.add("dtstamp", stamp)
        event.add("dtstart", date.fromisoformat(day))
        event.add("dtend", date.fromisoformat(day) + timedelta(days=1))
        event.add("summary", f"{told(cells['lead'], say)}: {told(cells['task'], say)}")
        event.add("description", _description(section, row, say))
        event.add("url", f"{BASE}{cells['code']}")
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return bytes(found.to_ical())


def _description(section: Section, row: Row, say: Phrases) -> str:
    pairs = [(c, told(cell, say)) for c, cell in zip(section.columns, row, strict=True) if c.key in _SAID]
    return "\n".join(f"{heading(column, say)}: {text}" for column, text in pairs if text)
