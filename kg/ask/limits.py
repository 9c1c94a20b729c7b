"""Dates by which a question asks what is due: *trước 20/6*, *trong quý II/2025*; *by the end of 2025*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg import dates
from kg.ask.words import Word

ANY_YEAR = "XXXX"
"""EDTF (ISO 8601-2, unspecified digit) for the year of a date that was asked for without one."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Span(NamedTuple):
    """A date in the words ``start`` up to, not including, ``end``; ``relation`` is before, by or within."""

    start: int
    end: int
    relation: str
    date: str


class Grammar(NamedTuple):
    """How a language says it: words before a date (unaccented) by relation, and the names of the months."""

    before: tuple[str, ...]
    by: tuple[str, ...]
    within: tuple[str, ...]
    months: tuple[str, ...] = ()


def limit(asked: Sequence[Word], grammar: Grammar) -> Span | None:
    """The first date of the question that has a word of time before it: ``trước 20/6`` → before, XXXX-06-20."""
    text = " ".join(w.bare for w in asked)
    if not any(char.isdigit() for char in text) and not any(sign in text for sign in ("quy ", *grammar.months)):
        return None
    leads = {lead: name for name in ("within", "by", "before") for lead in getattr(grammar, name)}
    lead = "|".join(sorted(map(re.escape, leads), key=len, reverse=True))
    for match in re.finditer(rf"(?<!\S)({lead}) (?:{'|'.join(_patterns(grammar.months))})(?!\S)", text):
        if date := _date(match, grammar.months):
            start = text.count(" ", 0, match.start())
            return Span(start, start + match[0].count(" ") + 1, leads[match[1]], date)
    return None


def _patterns(months: Sequence[str]) -> Iterable[str]:
    """Day, month and year; a month; a quarter; a year; each in the ways in which it is written."""
    year = r"(?:(?:[/.-]| nam | )(\d{4}))?"
    yield rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?:ngay )?(\d{{1,2}})(?:[/.-]| thang )(\d{{1,2}}){year}"
    yield rf"thang (\d{{1,2}}){year}|(?:quy|q) ?([1-4]|i{{1,3}}|iv){year}|(?:nam )?(\d{{4}})"
    if months:
        name = f"({'|'.join(months)})"
        yield rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {name}{year}"
        yield rf"{name} (\d{{1,2}})(?:st|nd|rd|th)?{year}|{name}{year}"


def _date(match: re.Match[str], months: Sequence[str]) -> str | None:
    """EDTF of a date as ``_patterns`` cuts it; None where there is no such day or month."""
    given = match.groups()[1:]
    iso, day, month, year, month_, year_, quarter, quarter_year, alone, *named = given
    if iso:
        return iso if dates.valid_day(*map(int, iso.split("-"))) else None
    if alone:
        return alone
    if quarter:
        first = 3 * (_ROMAN.get(quarter) or int(quarter)) - 2
        return "/".join(f"{quarter_year or ANY_YEAR}-{m:02}" for m in (first, first + 2))
    if any(named):
        a, b, c, d, e, f, g, h = named
        day, month, year = a or e, str(months.index(b or d or g) + 1), c or f or h
    return _point(day, month or month_, year or year_)


def _point(day: str | None, month: str, year: str | None) -> str | None:
    known = int(year or 2000)
    if not dates.valid_day(known, int(month), int(day or 1)):
        return None
    return f"{year or ANY_YEAR}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def falls(latest: str, relation: str | None, asked: Span) -> bool:
    """Whether a deadline whose last day is ``latest`` lies within what was asked for.

    What is due *before* the 20th must be done before the 20th; what is due *by* the 20th may be done on it.
    """
    first, last = dates.bounds(asked.date)
    if first is None or last is None:
        return False
    if asked.relation == "before":
        return latest < first or (latest == first and relation == "before")
    return latest <= last and (asked.relation == "by" or first <= latest)
