"""EDTF dates (ISO 8601-2): the days that a date string may mean, and ranges of them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Due

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def is_day(edtf: str | None) -> bool:
    """Whether the date names one day: ``2025-06-20``."""
    return bool(edtf and re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf))


def is_days(edtf: str | None) -> bool:
    """Whether the date names one day, or several in a row: ``2025-11-08/2025-11-09``."""
    return bool(edtf) and all(map(is_day, (edtf or "").split("/")))


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether such a day exists: 30 February does not."""
    return 1 <= month <= 12 and 1900 <= year <= 2200 and 1 <= day <= calendar.monthrange(year, month)[1]


def day_before(day: str) -> str:
    """The day before an ISO day: ``2025-03-01`` → ``2025-02-28``."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def last_day(text: str) -> str | None:
    """The last ISO day of a date as people type it: ``2025-02-01``, ``1/2/2025``, ``2025-02``, ``2/2025``, ``2025``."""
    parts = re.split(r"[-/.]", text.strip())
    ordered = parts if re.fullmatch(r"\d{4}", parts[0]) else parts[::-1]
    if len(ordered) > 3 or not all(re.fullmatch(r"\d{1,4}", p) for p in ordered) or len(ordered[0]) != 4:
        return None
    year, month, day = (*map(int, ordered), *(1,) * (3 - len(ordered)))
    if not valid_day(year, month, day):
        return None
    return bounds("-".join([f"{year:04}", f"{month:02}", f"{day:02}"][: len(ordered)]))[1]


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day that an EDTF date covers.

    >>> bounds("2025-04/2025-06")
    ('2025-04-01', '2025-06-30')
    """
    if not edtf:
        return None, None
    first, _, last = edtf.partition("/")
    return _edge(first, first=True), _edge(last or first, first=False)


def _edge(point: str, *, first: bool) -> str | None:
    match = _POINT.fullmatch(point)
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (1 if first else 12))
    day = int(match[3] or (1 if first else calendar.monthrange(year, month)[1]))
    return f"{year:04}-{month:02}-{day:02}"


def months(year: int, first: int, last: int) -> str:
    """An interval of months: the second quarter of 2025 is ``2025-04/2025-06``."""
    return f"{year:04}-{first:02}/{year:04}-{last:02}"


def end_of(due: Due | None) -> str | None:
    """The last day of a deadline: *trước 20/6* names it (overdue from 21 June on); None where there is no end.

    A day that something begins on (*từ ngày 01/7/2025*) and work that comes back (*hằng năm*) have no last day.
    """
    if due is None or due.relation in ("from", "recurring"):
        return None
    return due.latest or bounds(due.edtf)[1]
