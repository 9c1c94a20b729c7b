"""The period that a result is of: "năm 2024", "9 tháng năm 2025", "đến ngày 15/11/2025"; no day is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dates import bounds, months
from kg.extract.context import Passage, Reading
from kg.extract.types import Atom, DateValue
from kg.model import Span
from kg.text import fold

_WORDS = {"ba": 3, "sáu": 6, "chín": 9}
_MONTHS = re.compile(
    r"(?<![\w/.,-])(?P<n>0?[1-9]|1[0-2]|ba|sáu|chín)\s+tháng(?!\s+\d)(?P<first>\s+đầu)?(?:\s+năm)?(?:\s+(?P<y>20\d\d))?(?!\w)"
)
_AGAINST = re.compile(r"so\s+(?:với\s+)?[^,;.()]{0,30}$")


def period_in(reading: Reading, atoms: tuple[Atom, ...], where: Span) -> str | None:
    """The last period named in a stretch, in EDTF; a year that a result is compared with is none."""
    found = [(p, e) for p, e in _periods(reading, atoms, where) if not _AGAINST.search(reading.folded[where.start : p])]
    return max(found)[1] if found else None


def _periods(reading: Reading, atoms: tuple[Atom, ...], where: Span) -> Iterator[tuple[int, str]]:
    taken: list[Span] = []
    for match in _MONTHS.finditer(reading.folded, where.start, where.end):
        edtf = _of_months(match, reading.document.date)
        if edtf:
            taken.append(Span(*match.span()))
            yield match.start(), edtf
    for atom in atoms:
        value = atom.value
        inside = where.start <= atom.span.start and atom.span.end <= where.end
        covered = any(t.start < atom.span.end and atom.span.start < t.end for t in taken)
        if inside and not covered and isinstance(value, DateValue) and value.due.edtf:
            yield atom.span.start, value.due.edtf


def _of_months(match: re.Match[str], today: str | None) -> str | None:
    """ "9 tháng" without a year are those of the document's, where they are over by its day."""
    count = _WORDS.get(fold(match["n"])) or int(match["n"])
    year = match["y"] or (today or "")[:4]
    edtf = months(int(year), 1, count) if year else None
    over = edtf is not None and today is not None and (bounds(edtf)[1] or "9") <= _last_day(today)
    return edtf if match["y"] or over else None


def _last_day(today: str) -> str:
    return (bounds(today)[1] or today)[:8] + "31"


def heading_period(reading: Reading, over: list[tuple[Passage, Span]]) -> str | None:
    """The one period that the nearest heading names which names any: "kết quả 10 tháng năm 2025"."""
    for passage, span in over:
        found = {e for _, e in _periods(reading, passage.atoms, span)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def is_ahead_of(edtf: str | None, today: str | None) -> bool:
    """Whether a period ends after the document's own day: its number can only be estimated, or aimed at."""
    last = bounds(edtf)[1]
    return last is not None and today is not None and last > _last_day(today)
