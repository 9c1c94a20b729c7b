"""The deadline that a cell holds, in all the ways in which such cells are written.

``6/2025``, ``30/06/2025``, ``Quý II/2025``, ``2025-2026``, ``Năm 2025``, ``Thường xuyên``, ``2025 và những năm tiếp
theo``; "Sau khi Luật … ban hành" has no date and keeps its words.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.dates import bounds, months, valid_day
from kg.extract.atoms.dates import QUARTER, ROMAN, relation_before
from kg.extract.lexicon import any_of, phrases
from kg.model import Due
from kg.text import fold, squeeze

_Y = r"(?P<y>(?:19|20)\d\d)"
_POINT = re.compile(
    rf"(?:ngày\s+)?(?P<d>\d{{1,2}})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{{1,2}})(?:\s?[/.-]\s?|\s+năm\s+){_Y}"
    rf"|(?P<n>\d{{1,2}})\s+tháng\s+(?P<h>đầu|cuối)\s+năm\s+(?P<hy>(?:19|20)\d\d)"
    rf"|quý\s+(?P<q>{QUARTER})(?:\s*[/,.-]?\s*(?:năm\s+)?(?P<qy>(?:19|20)\d\d))?(?!\w)"
    rf"|(?:tháng\s+)?(?P<mm>\d{{1,2}})\s?[/.-]\s?(?P<my>(?:19|20)\d\d)"
    rf"|tháng\s+(?P<mn>\d{{1,2}})(?:\s+năm\s+(?P<ny>(?:19|20)\d\d))?"
    rf"|(?P<only>(?:19|20)\d\d)"
)
# "Quý III, IV/2026": the second has the word of the first.
_QUARTERS = re.compile(rf"(quý\s+(?:{QUARTER}))\s*(?:(?:,|và)\s*(?:quý\s+)?|-\s*)(?=(?:{QUARTER})(?!\w))")
_THROUGH = re.compile(r"\s*(?:-|–|đến(?:\s+hết)?|tới)\s*(?:hết\s+)?(?:năm\s+|tháng\s+)?$")


def _number(match: re.Match[str], *names: str) -> int | None:
    return next((int(match[n]) for n in names if match[n]), None)


def _edtf(match: re.Match[str], year: int | None) -> str | None:
    """One date of a cell; ``year`` lends itself to months and quarters without one."""
    own = _number(match, "y", "hy", "qy", "my", "ny", "only") or year
    if own is None:
        return None
    if match["d"]:
        day, month = int(match["d"]), int(match["m"])
        return f"{own:04}-{month:02}-{day:02}" if valid_day(own, month, day) else None
    if match["h"]:
        count = min(int(match["n"]), 12)
        return months(own, 1, count) if match["h"] == fold("đầu") else months(own, 13 - count, 12)
    if match["q"]:
        quarter = ROMAN[match["q"]]
        return months(own, 3 * quarter - 2, 3 * quarter)
    month_only = _number(match, "mm", "mn")
    if month_only is not None:
        return f"{own:04}-{month_only:02}" if 1 <= month_only <= 12 else None
    return str(own)


@cache
def _always() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(phrases('cells', 'due', 'always'))}")


def due_in(words: str, anchor: str | None) -> Due | None:
    """The deadline of a cell's words; None for an empty one. Without a word of its own a date is the day by which."""
    text = squeeze(words).strip(" *_.;")
    folded = fold(text)
    if not text or folded in phrases("cells", "nothing"):
        return None
    while _QUARTERS.search(folded):
        folded = _QUARTERS.sub(r"\1 - quý ", folded)
    points = list(_POINT.finditer(folded))
    year = int(anchor[:4]) if anchor else None
    dated = [(m, d) for m in points if (d := _edtf(m, _year_after(points, m) or year))]
    if not dated:
        return Due(None, "recurring" if _always().search(folded) else None, text)
    first, last = dated[0], dated[-1]
    onward = any(p in folded[last[0].end() :] for p in phrases("cells", "due", "onward"))
    relation = _relation(folded, first[0].start())
    if onward or (relation == "from" and len(dated) == 1):
        return Due(dated[0][1], "from", text, bounds(dated[0][1])[0], None, anchor)
    if _always().search(folded) and len(first[1]) != 4 and relation is None and "năm" in folded:
        return Due(None, "recurring", text)
    gaps = [folded[one.end() : other.start()] for (one, _), (other, _) in pairwise(dated)]
    if gaps and all(map(_THROUGH.search, gaps)):
        return _between(first[1], last[1], text)
    return _by(dated, folded, text)


def _relation(folded: str, start: int) -> str | None:
    """The word before a date that binds it, over "năm", "tháng", "ngày": "từ năm 2026"."""
    bare = re.sub(r"(?<!\w)(?:năm|tháng|ngày|cuối|hết)\s*$", "", folded[:start])
    return relation_before(folded, start)[0] or relation_before(bare, len(bare))[0]


def _year_after(points: list[re.Match[str]], match: re.Match[str]) -> int | None:
    """The year of the next date that has one: "Quý I - Quý II/2026"."""
    after = points[points.index(match) + 1 :]
    return next((n for m in after if (n := _number(m, "y", "hy", "qy", "my", "ny", "only"))), None)


def _between(first: str, last: str, text: str) -> Due | None:
    start, end = first.partition("/")[0], last.rpartition("/")[-1]
    if start >= end:
        return Due(None, None, text)
    edtf = f"{start}/{end}"
    return Due(edtf, "within", text, *bounds(edtf))


def _by(dated: list[tuple[re.Match[str], str]], folded: str, text: str) -> Due:
    """The last date of the cell, bound by its own word or as the day by which."""
    match, edtf = dated[-1]
    relation = _relation(folded, match.start())
    relation = relation if relation in ("before", "by", "within") else "by"
    first, last = bounds(edtf)
    return Due(edtf, relation, text, first if relation == "within" else None, last)
