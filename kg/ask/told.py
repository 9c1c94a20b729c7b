"""What had been told by a day: as of it nothing counts that only later sources say.

A source without a day counts on any day, but for those before the newest day that it gives itself for a document which
it names: *Công văn số 8011-CV/BTCTW, ngày 27/02/2025* stands in no older paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ask.cards import Card, Quote


def by_day(told: str | None, day: str | None) -> bool:
    """Whether what was told on one day held by another; what a document without a date says counts as told."""
    return day is None or told is None or told <= day


def said_by(quote: Quote, day: str | None) -> bool:
    """Whether the source of a sentence is of the day or older, as far as is known."""
    return by_day(quote.issued or quote.after, day)


def first_told(said: Iterable[Quote]) -> str | None:
    """The day of the first document that says it."""
    return min((q.issued for q in said if q.issued), default=None)


def given_on(met: str | None, mandated: str | None, said: Iterable[Quote]) -> str | None:
    """The day on which a task was given: of the session, else of the document that gives it, else of the first that
    tells of it.
    """
    return met or mandated or first_told(said)


def is_given(one: Card, day: str | None) -> bool:
    """Whether the task had been given by the day, and told; its sentences are those of the day (``Graph.on``)."""
    if day is None:
        return True
    return bool(one.quotes) and by_day(given_on(one.meeting_date, one.mandated, one.quotes), day)


def undated(said: Sequence[Quote]) -> bool:
    """Whether only sources without a day say it."""
    return bool(said) and all(q.issued is None for q in said)
