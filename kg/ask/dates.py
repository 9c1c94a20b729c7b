"""EDTF dates as an official would write them, in Vietnamese and English."""

from __future__ import annotations

import re

from kg.ask.phrases import Phrases

_QUARTERS = {("01", "03"): "quarter1", ("04", "06"): "quarter2", ("07", "09"): "quarter3", ("10", "12"): "quarter4"}
_HALVES = {("01", "06"): "half1", ("07", "12"): "half2"}
_MONTHS = re.compile(r"(\d{4})-(\d{2})/(\d{4})-(\d{2})")
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def date_words(edtf: str, say: Phrases) -> str:
    """``2025-06-20`` → ``20/6/2025`` or ``20 June 2025``; what is no EDTF date comes back as it is."""
    return _named(edtf, say)[1]


def due_words(edtf: str | None, relation: str | None, text: str | None, say: Phrases) -> str | None:
    """A deadline in words: ``before`` and ``2025-06-20`` → ``trước ngày 20/6/2025``; None where there is none.

    A deadline without a date (``hằng năm``) keeps the wording of its document, and one that may be met on its day what
    says so: *chậm nhất ngày 30/6/2025* is not *trước ngày 30/6/2025*.
    """
    if edtf is None:
        return say("due.recurring", text=text or "") if relation == "recurring" else text
    kind, words = _named(edtf, say)
    if text and text.casefold().startswith(tuple(say("due.latest_said").split("|"))):
        relation = "latest"
    key = f"due.{relation}_{kind}"
    return say(key if key in say else f"due.{relation}" if f"due.{relation}" in say else "due.plain", date=words)


def _named(edtf: str, say: Phrases) -> tuple[str, str]:
    """The kind of date (day, month, year, range) and its words."""
    if match := _MONTHS.fullmatch(edtf):
        return "range", _months(match[1], match[2], match[3], match[4], say)
    if match := _YEARS.fullmatch(edtf):
        return "range", say("date.years", first=match[1], last=match[2])
    if match := _POINT.fullmatch(edtf):
        return _point(match[1], match[2], match[3], say)
    first, slash, last = edtf.partition("/")
    if slash and _POINT.fullmatch(first) and _POINT.fullmatch(last):
        return "range", say("date.range", first=date_words(first, say), last=date_words(last, say))
    return "other", edtf


def _months(year: str, first: str, last_year: str, last: str, say: Phrases) -> str:
    name = (_QUARTERS.get((first, last)) or _HALVES.get((first, last))) if year == last_year else None
    if name:
        return say(f"date.{name}", year=year)
    return say("date.range", first=_point(year, first, None, say)[1], last=_point(last_year, last, None, say)[1])


def _point(year: str, month: str | None, day: str | None, say: Phrases) -> tuple[str, str]:
    if month is None:
        return "year", say("date.year", year=year)
    name = say(f"month.{int(month)}") if f"month.{int(month)}" in say else str(int(month))
    if day is None:
        return "month", say("date.month", month=name, year=year)
    return "day", say("date.day", day=int(day), month=name, year=year)
