"""The day a document leans on: what its manifest says, else its own head, else the year it speaks of.

The place and date line of an official document (``Hà Nội, ngày 22 tháng 11 năm 2025``) is read with its head.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.dates import valid_day
from kg.model import Block, Head, Zone
from kg.text import fold

HEAD = 2500
LONGEST_DATELINE = 160
FULL_DAY = 10
_ISO = re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
_LONG = re.compile(r",[\s*]*ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})")
_ISSUED = re.compile(r"ngày ban hành:?[\s*|]*(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")
# A dateline of its own: "Thứ Ba, 17/09/2024 - 19:25", "19:25 17/09/2024 (GMT+7)", "15/12/2024, 10:00 | Thời sự".
_CLOCK = r"\d{1,2}\s?[:hg]\s?\d{2}(?:\s?phút)?(?::\d{2})?(?:\s?[ap]m)?"
_GAP = r"[\s,|*_()-]*"
_DATELINE = re.compile(
    rf"[\s*_#>|-]*(?:(?:ngày đăng|đăng ngày|đăng lúc|cập nhật|ngày xuất bản|xuất bản)(?:\s+lúc)?\s*:?\s*)?"
    rf"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w))?{_GAP}(?:{_CLOCK})?{_GAP}(?:ngày\s+)?"
    r"(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>20\d\d)(?!\d)"
    rf"{_GAP}(?:{_CLOCK})?{_GAP}(?:gmt\s?[+-]\s?\d{{1,2}})?{_GAP}(?:\|[^|]{{0,30}})?"
)
# What a crawler puts before the first sentence: "date 2026-02-25 Thủ tướng …", "date 2025-07 …".
STAMP = re.compile(r"date\s+(?P<day>20\d\d(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)\s+(?=\S)")
_FULL = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](20\d\d)\b|tháng \d{1,2} năm (20\d\d)\b")
_YEAR = re.compile(r"(?<!đến )(?<!tầm nhìn )năm (20\d\d)\b")


def _day(match: re.Match[str]) -> str | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    return f"{year:04}-{month:02}-{day:02}" if valid_day(year, month, day) else None


def _dateline(head: str) -> str | None:
    """The day of publication that stands alone on a line near the top: "Thứ tư, 17/12/2025"."""
    matches = (_DATELINE.fullmatch(fold(line)) for line in head.splitlines() if len(line) <= LONGEST_DATELINE)
    return next((d for m in matches if m and (d := _day(m))), None)


def _told(text: str, head: Head | None) -> str | None:
    """The day that a head, a date of issue, or the dateline of a page gives."""
    if head and head.date and len(head.date) == FULL_DAY:
        return head.date
    folded = fold(text)
    for pattern in (_LONG, _ISSUED):
        found = next((d for m in pattern.finditer(folded[: 2 * HEAD]) if (d := _day(m))), None)
        if found:
            return found
    iso = next((d for m in _ISO.finditer(folded[:HEAD]) if (d := _day(m))), None)
    return iso or _dateline(text[:HEAD])


def own_date(text: str, blocks: tuple[Block, ...], head: Head | None = None) -> tuple[str | None, str | None]:
    """The date a text gives itself and where that comes from: ``head``, ``page``, ``years-named`` or nothing.

    The head is the place and date line of a document, a date of issue, or the dateline of a page ("19:25 17/09/2024").

    A month or a year is all that a crawler's stamp may tell ("date 2025-07 Sáng 20/7, …"): the ``page``.

    The latest year of a full date in the article, else the year most often named there ("đến năm 2030" aside), is
    only a year: enough for a day without one.
    """
    told = _told(text, head)
    if told:
        return told, "head"
    stamp = STAMP.match(text.lstrip()[: FULL_DAY * 3])
    if stamp:
        return stamp["day"], "page"
    folded = fold(text)
    article = " ".join(
        folded[b.span.start : b.span.end] for b in blocks if b.zone in (Zone.ARTICLE, Zone.HEADLINE, Zone.CAPTION)
    )
    full = [a or b for a, b in _FULL.findall(article)]
    if full:
        return max(full), "years-named"
    years = Counter(_YEAR.findall(article))
    if not years:
        return None, None
    return max(years, key=lambda y: (years[y], y)), "years-named"
