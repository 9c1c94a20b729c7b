"""The day on which a question asks who owned something: *trước ngày 1/3/2025 ai phụ trách …*, *who owned … in May*."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.frames import Lexicon, Phrase
from kg.ask.limits import ANY_YEAR, Span, limit
from kg.ask.words import Word, meets
from kg.dates import bounds, day_before


def moment(asked: Sequence[Word], lex: Lexicon) -> tuple[str, frozenset[int]] | None:
    """The day asked for and the words that say so; None where a date, if there is one, is not the day of owning.

    It is where the question opens with the date and then asks who, or where it asks who holds something (Vietnamese)
    or held it (English); a question for what is to be finished by a date names a deadline.
    """
    found = limit(asked, lex.limits)
    if found is None or ANY_YEAR in found.date:
        return None
    rest = (*asked[: found.start], *asked[found.end :])
    if _said(rest, lex.finish):
        return None
    opens = not set(range(found.start)) - lex.stop.positions(asked) and _begins(asked[found.end :], lex.who)
    listed = _said(rest, [phrase for phrase in lex.tasks if len(phrase) > 1])
    holds = found.relation != "by" and "-" in found.date and _said(rest, lex.held) and not listed
    day = _day(found) if opens or holds else None
    return (day, frozenset(range(found.start, found.end))) if day else None


def _day(found: Span) -> str | None:
    """The last day of what is named: *before 1 March* is 28 February, *in February* its last day."""
    first, last = bounds(found.date)
    return day_before(first) if first and found.relation == "before" else last


def _begins(asked: Sequence[Word], phrases: Sequence[Phrase]) -> bool:
    return any(meets(asked, phrase) for phrase in phrases)


def _said(asked: Sequence[Word], phrases: Sequence[Phrase]) -> bool:
    return any(meets(asked, phrase, at) for at in range(len(asked)) for phrase in phrases)
