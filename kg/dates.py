"""EDTF dates (ISO 8601-2): the days that a date string may mean, and ranges of them."""

from __future__ import annotations

import calendar
import re

_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def is_day(edtf: str | None) -> bool:
    """Whether the date names one day: ``2025-06-20``."""
    return bool(edtf and re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf))


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether such a day exists: 30 February does not."""
    return 1 <= month <= 12 and 1900 <= year <= 2200 and 1 <= day <= calendar.monthrange(year, month)[1]


def day_of(text: str) -> str | None:
    """A day as somebody types it, in ISO 8601: ``31/5/2026`` and ``2026-05-31`` are one; None for anything else."""
    text = text.strip()
    if match := _WRITTEN.fullmatch(text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    return text if is_day(text) and valid_day(*map(int, text.split("-"))) else None


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
