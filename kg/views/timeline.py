"""Deadlines on a time axis, one lane a body: a day is a point, a vague deadline the span that it is.

A year is as wide as the deadlines that end in it ask for; years that nothing touches are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kg.views.book import Book

# The lane of what names no lead body.
NOBODY = -1
LABEL, ROW, MARK, NARROW, WIDE, BREAK, LEAST = 250, 24, 26, 16, 320, 22, 620
# A deadline further off than any plan is a slip of the pen; its year is drawn no further than this.
_LEAST_YEAR, _MOST_YEAR = 1945, 2100

Span = tuple[date, date]


def lanes(book: Book) -> dict[str, Any]:
    """``years`` [{year, x, w}] and ``lanes``: for each body its marks [{due, x, w, row, things}], the busiest first,
    at last what names no lead body.

    A mark is all that one body leads within the same days, however they are worded; ``due`` is one of the
    wordings. ``rows`` is how many lines the lane needs.
    """
    spans = {number: span for number, due in enumerate(book.dues.values) if (span := _span(due))}
    same = {span: number for number, span in sorted(spans.items(), reverse=True)}
    led: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    leads = defaultdict(list)
    for start, relation, end, _, _ in book.links:
        if relation == "leadBody":
            leads[start].append(end)
    for number, thing in enumerate(book.things):
        if (due := thing.get("due", 0) - 1) in spans:
            for body in leads.get(number, [NOBODY]):
                led[body][same[spans[due]]].append(number)
    years = _years([spans[due] for body in led.values() for due in body])
    made = [_lane(body, marks, spans, years) for body, marks in sorted(led.items())]
    made.sort(
        key=lambda lane: (lane["body"] == NOBODY, -sum(len(mark["things"]) for mark in lane["marks"]), lane["body"])
    )
    return {"years": years, "lanes": made, "label": LABEL, "row": ROW, "mark": MARK}


def _span(due: Mapping[str, Any]) -> Span | None:
    """First and last day that a deadline may mean; a day is both. None where there is no last day, or no date."""
    try:
        last = date.fromisoformat(due["latest"])
        first = date.fromisoformat(due["earliest"]) if due["earliest"] else last
    except ValueError:
        return None
    sound = first <= last and first.year >= _LEAST_YEAR and last.year <= _MOST_YEAR
    return (first, last) if sound else None


def _years(spans: Iterable[Span]) -> list[dict[str, int]]:
    ends: dict[int, int] = defaultdict(int)
    for first, last in spans:
        for year in range(first.year, last.year + 1):
            ends[year] += year == last.year
    wanted = {year: min(WIDE, 64 + 20 * ends[year] ** 0.5) if ends[year] else NARROW for year in sorted(ends)}
    stretch = max(1.0, LEAST / (sum(wanted.values()) or LEAST))
    years: list[dict[str, int]] = []
    x = LABEL
    for year, width in wanted.items():
        x += BREAK if years and years[-1]["year"] != year - 1 else 0
        years.append({"year": year, "x": x, "w": round(width * stretch)})
        x += years[-1]["w"]
    return years


def place(day: date, years: Sequence[Mapping[str, int]], *, end: bool = False) -> float:
    """Where a day stands on the axis; ``end``: where it is over."""
    year = next(one for one in years if one["year"] == day.year)
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return year["x"] + year["w"] * ((day - first).days + end) / (after - first).days


def _lane(
    body: int, due: Mapping[int, list[int]], spans: Mapping[int, Span], years: list[dict[str, int]]
) -> dict[str, Any]:
    marks, ends = [], [0.0]
    for number, things in sorted(due.items(), key=lambda one: (spans[one[0]], one[0])):
        first, last = spans[number]
        right = place(last, years, end=True)
        left = right if first == last else place(first, years)
        start, stop = min(left, right - MARK / 2), right + MARK / 2
        row = next((row for row, free in enumerate(ends) if free <= start), len(ends))
        ends[row : row + 1] = [stop + 4]
        marks.append({"due": number, "x": round(left, 1), "w": round(right - left, 1), "row": row, "things": things})
    return {"body": body, "rows": len(ends), "marks": marks}
