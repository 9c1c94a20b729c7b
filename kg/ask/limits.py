"""Dates by which a question asks what is due: *trước 20/6*, *trong quý II/2025*; *by the end of 2025*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg import dates
from kg.ask.words import Word

ANY_YEAR = "XXXX"
"""EDTF (ISO 8601-2, unspecified digit) for the year of a date that was asked for without one."""

_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "chin": 9, "two": 2, "three": 3, "four": 4, "nine": 9}
_MONTHS = 12
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Span(NamedTuple):
    """A date in the words ``start`` up to, not including, ``end``; ``relation`` is before, by or within."""

    start: int
    end: int
    relation: str
    date: str


class Grammar(NamedTuple):
    """How a language says it: words before a date (unaccented) by relation, the names of the months, and spans that are
    counted from the day of asking (``quy nay = quarter+0``).
    """

    before: tuple[str, ...]
    by: tuple[str, ...]
    within: tuple[str, ...]
    months: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()


def limit(asked: Sequence[Word], grammar: Grammar) -> Span | None:
    """The first date of the question that has a word of time before it, or with which it begins: ``trước 20/6`` →
    before, XXXX-06-20; ``tháng 9/2026 …`` → within, 2026-09.
    """
    text = " ".join(w.bare for w in asked)
    if found := _counted(text, grammar):
        return found
    if not any(char.isdigit() for char in text) and not any(sign in text for sign in ("quy ", *grammar.months)):
        return None
    leads = {lead: name for name in ("within", "by", "before") for lead in getattr(grammar, name)}
    lead = "|".join(sorted(map(re.escape, leads), key=len, reverse=True))
    for match in re.finditer(rf"(?<!\S)({lead}) (?:{'|'.join(_patterns(grammar.months))})(?!\S)", text):
        if date := _date(match, grammar.months):
            start = text.count(" ", 0, match.start())
            return Span(start, start + match[0].count(" ") + 1, leads[match[1]], date)
    return next((one for one in spans(asked, grammar) if one.start == 0), None)


def _counted(text: str, grammar: Grammar) -> Span | None:
    """A span that is counted from the day of asking: ``trong quý này`` → within, quarter+0."""
    padded = f" {text} "
    for entry in grammar.relative:
        phrase, _, span = entry.partition(" = ")
        if (at := padded.find(f" {phrase} ")) >= 0:
            before = padded[: at + 1]
            lead = max((w for w in grammar.within if before.endswith(f" {w} ")), key=len, default="")
            start = before.count(" ") - 1 - len(lead.split())
            return Span(start, start + len(lead.split()) + len(phrase.split()), "within", span)
    return None


def resolved(asked: Span, day: str) -> Span:
    """A span that is counted from ``day`` (ISO) as a date: ``quarter+1`` on 2026-05-10 is 2026-07/2026-09."""
    unit, sign, count = asked.date.partition("+")
    if not sign:
        return asked
    year, month, by = int(day[:4]), int(day[5:7]), int(count)
    if unit == "year":
        return asked._replace(date=str(year + by))
    size = 3 if unit == "quarter" else 1
    first = 12 * year + (month - 1) // size * size + by * size
    months = [f"{n // 12}-{n % 12 + 1:02}" for n in range(first, first + size)]
    return asked._replace(date=months[0] if size == 1 else f"{months[0]}/{months[-1]}")


def dates_in(asked: Sequence[Word], grammar: Grammar) -> list[str]:
    """Every date of the question, whatever stands before it, as EDTF."""
    return [span.date for span in spans(asked, grammar)]


def spans(asked: Sequence[Word], grammar: Grammar) -> list[Span]:
    """Every date of the question with the word of time before it, if there is one (else: within)."""
    text = " ".join(w.bare for w in asked)
    if not any(char.isdigit() for char in text):
        return []
    leads = {lead: name for name in ("within", "by", "before") for lead in getattr(grammar, name)}
    lead = "|".join(sorted(map(re.escape, leads), key=len, reverse=True))
    found = []
    for match in re.finditer(rf"(?<!\S)(?:({lead}) )?(?:{'|'.join(_patterns(grammar.months))})(?!\S)", text):
        if date := _date(match, grammar.months):
            start = text.count(" ", 0, match.start())
            found.append(Span(start, start + match[0].count(" ") + 1, leads.get(match[1] or "", "within"), date))
    return found


def _patterns(months: Sequence[str]) -> Iterable[str]:
    """Day, month and year; a month; a quarter; a year; each in the ways in which it is written."""
    year = r"(?:(?:[/.-]| nam | )(\d{4}))?"
    yield r"(?:giai doan |the period |period )?(?P<years>\d{4} ?[-/] ?\d{4}|\d{4} to \d{4})"
    yield r"(?P<firsts>\d{1,2}|hai|ba|bon|chin|two|three|four|nine) (?:thang dau nam|first months of) (?P<of>\d{4})"
    yield r"(?:the )?first (?P<count>\d{1,2}|two|three|four|nine) months of (?P<of_>\d{4})"
    yield rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?:ngay )?(\d{{1,2}})(?:[/.-]| thang )(\d{{1,2}}){year}"
    yield rf"thang (\d{{1,2}}){year}|(?:quy|q) ?([1-4]|i{{1,3}}|iv){year}|(?:nam )?(\d{{4}})"
    if months:
        name = f"({'|'.join(months)})"
        yield rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {name}{year}"
        yield rf"{name} (\d{{1,2}})(?:st|nd|rd|th)?{year}|{name}{year}"


def _date(match: re.Match[str], months: Sequence[str]) -> str | None:
    """EDTF of a date as ``_patterns`` cuts it; None where there is no such day or month."""
    told = match.groupdict()
    if told["years"]:
        return "/".join(re.findall(r"\d{4}", told["years"]))
    if count := told["firsts"] or told["count"]:
        number = int(count) if count.isdigit() else _COUNTS[count]
        year = told["of"] or told["of_"]
        return f"{year}-01/{year}-{number:02}" if 1 <= number <= _MONTHS else None
    given = match.groups()[match.re.groupindex["iso"] - 1 :]
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


def within(when: str, asked: str) -> bool:
    """Whether a date (EDTF) ends within the one that was asked for, or is the same time without a year."""
    if asked.startswith(ANY_YEAR):
        return when[4:] == asked[4:]
    (_, last), (first, end) = dates.bounds(when), dates.bounds(asked)
    return bool(last and first and end and first <= last <= end)
