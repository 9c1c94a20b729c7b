"""What the headings and list introductions over a passage say of its numbers: aims or accounts, and by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives
from kg.extract.rules.figures import Above
from kg.extract.types import DateValue
from kg.model import Due, Span
from kg.text import squeeze

_INTRODUCTION = 300
_NUMBERING = re.compile(r"[\W\d]*(?:[ivx]+[.)]\s*|[a-zđ][.)]\s*)?")


@cache
def _kinds() -> re.Pattern[str]:
    """The word that says what a section holds, the first of them: "Mục tiêu", "Nhiệm vụ, giải pháp"."""
    lists = ("aims", "accounts", "tasks")
    return re.compile(
        r"(?<!\w)(?:" + "|".join(rf"(?P<{k}>{alternatives('targets', 'sections', k)})" for k in lists) + ")"
    )


def above(reading: Reading, passages: Mapping[int, Passage], passage: Passage) -> Above:
    """What stands over a passage; the nearest word decides: "Chỉ tiêu cụ thể" under "Kết quả thực hiện" aims no more
    than "Kết quả" under "Mục tiêu" does.
    """
    over = headings_over(reading, passages, passage)
    found = [k for one, span in over if (k := _kind(reading, one, span))]
    reports = found[:1] == ["accounts"] or found[:2] == ["aims", "accounts"]
    return Above(found[:1] == ["aims"] and not reports, reports, _due(reading, over))


def headings_over(reading: Reading, passages: Mapping[int, Passage], passage: Passage) -> list[tuple[Passage, Span]]:
    """The headings and introductions that a passage stands under, the nearest first, each with the sentence that
    leads over: "Phấn đấu đến năm 2030 đạt các chỉ tiêu sau:".
    """
    found = []
    index = passage.block.parent
    while index is not None:
        one = passages.get(index)
        if one is not None and one.block.heading:
            found.append((one, one.block.body))
        elif one is not None and one.sentences and one.sentences[-1].end - one.sentences[-1].start <= _INTRODUCTION:
            found.append((one, one.sentences[-1]))
        index = reading.document.blocks[index].parent
    return found


def _kind(reading: Reading, one: Passage, span: Span) -> str | None:
    words = squeeze(reading.folded[span.start : span.end].replace("*", ""))
    match = _kinds().search(words)
    first = match is None or _NUMBERING.fullmatch(words, 0, match.start()) is not None
    if match is not None and not first and match.lastgroup == "accounts":
        return None  # "Từ tình hình trên, Chính phủ yêu cầu:" opens no account
    if match is not None and not first and match.lastgroup == "tasks" and not one.block.heading and words[-1] != ":":
        return None  # "- Trở thành trung tâm phát triển các giải pháp …" is itself an aim
    return match.lastgroup if match else None


def _due(reading: Reading, over: list[tuple[Passage, Span]]) -> Due | None:
    """The deadline of the nearest that names one: "1. Đến năm 2030", "Giai đoạn 2028-2030", "Các chỉ tiêu chủ yếu giai
    đoạn 2026 - 2030".
    """
    for one, span in over:
        dates = [
            a.value
            for a in one.atoms
            if isinstance(a.value, DateValue) and a.value.due.edtf and span.start <= a.span.start < span.end
        ]
        kind = _kind(reading, one, span)
        alone = len(dates) == 1 and _alone(reading, span, dates[0].due)
        cued = [d.due for d in dates if d.cued]
        if cued and (one.block.heading or alone or kind == "aims"):
            return cued[-1]
        periods = [d.due for d in dates if alone or (kind == "aims" and "/" in (d.due.edtf or ""))]
        if periods:
            return periods[0]
    return None


def _alone(reading: Reading, span: Span, due: Due) -> bool:
    """Whether a heading or introduction is a date and nothing else: "- Giai đoạn 2025-2027:"."""
    words = reading.document.text[span.start : span.end].replace(due.text, " ")
    return not re.search(r"[^\W\d_]{2,}", words)
