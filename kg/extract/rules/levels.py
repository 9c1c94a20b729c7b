"""Levels and counts to be reached: "tăng trưởng kinh tế đạt trên 8%", "hoàn thiện ít nhất 500 ha mặt bằng sạch"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.extract.lexicon import alternatives, phrases
from kg.extract.rules.clauses import whole_end
from kg.extract.rules.figures import Figure, made
from kg.extract.rules.horizons import dated, due_in, inner_due, opening_due, whole_year
from kg.extract.rules.indicators import (
    has_goal,
    indicator_name,
    indicator_start,
    is_reached,
    item_of,
    led_start,
)
from kg.extract.spans import trim, wording_start
from kg.extract.types import Quantity, TargetFound
from kg.model import Span
from kg.text import squeeze

_AIM = re.compile(
    r"(?:.*(?<!\w)(?P<goal>mục tiêu|chỉ tiêu)(?: là)?)?\s*(?:phấn đấu)?\s*(?:(?:đến|trong)\s+(?:hết\s+)?năm\s+\d{4},?)?"
)
_OF = r"gr?dp(?:\s+(?:hoặc|và)\s+gr?dp)?(?:\s+\([^()]{1,60}\))?"
_TAIL = re.compile(
    rf"\s+(?:(?:của\s+)?(?:đất nước|cả nước|quốc gia)"
    rf"|(?:{_OF}\s+)?trong\s+(?:vòng\s+)?\d+\s+năm(?:\s+(?:tới|tiếp\s+theo))?|{_OF})(?!\w)"
)


_PRODUCT = re.compile(rf"\s+(?P<of>{_OF})(?!\w)")


@cache
def _part_verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'part_verbs')}\s*$")


@cache
def _share_of() -> re.Pattern[str]:
    """A few words that name something, and neither a time nor what is compared."""
    name = rf"(?!{alternatives('targets', 'unit_ends')})[^\W\d_]+(?:\s[^\W\d_]+){{1,5}}"
    return re.compile(rf"\s+(?:(?:trong|của|trên)\s+)?(?P<of>{name})(?=\s*(?:[,.;)]|$|\s(?:vào|đến|trong)\s))")


@cache
def _count_openers() -> re.Pattern[str]:
    more = alternatives("targets", "count_more")
    return re.compile(rf"(?<!\w)(?P<verb>{alternatives('targets', 'count_openers')}(?:\s+{more})?)\s*$")


@cache
def _lead_ins() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives('targets', 'lead_ins')}\s*)+")


def count(figure: Figure) -> TargetFound | None:
    """ "Hoàn thiện ít nhất 500 ha mặt bằng sạch …": a number compared, right after a verb that opens the item."""
    due = (
        due_in(figure, Span(figure.atom.span.end, figure.clause.end))
        or due_in(figure, Span(figure.clause.start, figure.atom.span.start))
        or opening_due(figure)
        or figure.above.due
    )
    by = _first(figure) and due is not None and due.relation == "by"
    start = _opener(figure, by=by) if figure.value.compared or _is_had(figure) else None
    end = _counted_end(figure)
    what = figure.after(end)
    if start is None or not (what.strip() or "/" in figure.value.unit):
        return None
    loose = figure.value.unit not in phrases("targets", "units") and due is None
    if loose and not (has_goal(figure) or figure.above.aims):
        return None  # "Có khoảng 300 đại biểu dự hội nghị"
    name = f"{figure.value.unit}{'' if what.startswith(',') else ' '}{squeeze(what)}"
    return made(figure, Span(start, end), name, due, "target.count")


def _is_had(figure: Figure) -> bool:
    """ "Xây dựng được 05 thương hiệu …" under "Mục tiêu": what is to be had, with no bound."""
    lead = _lead_ins().match(figure.before)
    opens = (_count_openers().fullmatch(figure.before[place:].strip()) for place in (0, lead.end() if lead else 0))
    verbs = [squeeze(match["verb"]) for match in opens if match]
    return figure.above.aims and bool(verbs) and verbs[0] not in phrases("targets", "bound_only")


def _counted_end(figure: Figure) -> int:
    """Over the comma of a pair of things: "ít nhất 3 tổ chức, doanh nghiệp công nghệ …"."""
    return whole_end(figure) if len(figure.after(figure.clause.end).split()) <= 1 else figure.clause.end


def _first(figure: Figure) -> bool:
    return not any(isinstance(a.value, Quantity) and a.span.end <= figure.atom.span.start for a in figure.inside)


def _opener(figure: Figure, *, by: bool) -> int | None:
    """Where the verb begins that opens the item, or follows its aim: "Hoàn thành mục tiêu có ít nhất 3.000 km …".

    With a day to come a short subject may stand before it: "Đến năm 2030, cả nước có khoảng 5.000 km …".
    """
    lead = _lead_ins().match(figure.before)
    bare = _count_openers().fullmatch(figure.before) is not None  # "Hoàn thành ít nhất …": no word leads into it
    skipped = lead.end() if lead and not bare else 0
    before, clause = figure.before[skipped:], figure.clause.start + skipped
    folded = figure.reading.folded[figure.atom.span.start : figure.atom.span.end]
    if not before.strip() and re.match(alternatives("targets", "bound_openers"), folded):
        return clause
    match = _count_openers().search(before)
    if match is None:
        listed = figure.above.aims and _first(figure) and figure.value.comparator != "~" and before.strip()
        return item_of(figure).start if listed and figure.value.unit in phrases("targets", "units") else None
    aim = _AIM.fullmatch(before[: match.start()].strip())
    subject = by and re.fullmatch(r"[^\W\d]+(?:\s+[^\W\d]+){0,4}", before[: match.start()].strip())
    if aim or subject:
        return clause + match.start() if aim and aim["goal"] else clause
    return None


def measure(figure: Figure) -> TargetFound | None:
    """ "Phấn đấu tổng tỷ suất sinh đạt 2,1 con/phụ nữ": a level in a unit of its own, where it is aimed at."""
    aimed = figure.above.aims or has_goal(figure) or opening_due(figure) is not None
    return level(figure) if aimed and is_reached(figure) else None


def level(figure: Figure) -> TargetFound | None:
    """ "tăng trưởng kinh tế đạt trên 8% trong năm 2025", "mục tiêu tăng trưởng 2 con số"."""
    start = indicator_start(figure)
    if start is None:
        return None
    clause, atom = figure.clause, figure.atom
    around = Span(start, atom.span.start)
    due = (
        due_in(figure, Span(atom.span.end, clause.end))
        or inner_due(figure, around)
        or opening_due(figure)
        or whole_year(figure, around)
        or figure.above.due
    )
    after = [a for a in figure.inside if dated(a) and atom.span.end <= a.span.start <= clause.end]
    whole = _whole(figure)
    end = after[-1].span.end if after else max(tail(figure), whole.end if whole else 0)
    value, text = figure.value, figure.reading.document.text
    name = indicator_name(text[start : atom.span.start])
    name = name or (value.unit if "/" in value.unit and not figure.share else "")
    found = made(figure, Span(start, end), name, due, "target.level") if name else None
    return replace(found, unit=f"% {squeeze(text[whole.start : whole.end])}") if found and whole else found


def _whole(figure: Figure) -> Span | None:
    """What a share is a share of, right behind it: "đạt tối thiểu 30% GDP", "chiếm tối thiểu 70% kinh tế số"."""
    if figure.value.unit != "%":
        return None
    folded, sentence = figure.reading.folded, figure.sentence
    product = _PRODUCT.match(folded, figure.atom.span.end, sentence.end)
    if product:
        return Span(*product.span("of"))
    match = _share_of().match(folded, figure.atom.span.end, figure.clause.end)
    if match is None or _part_verbs().search(figure.before) is None:
        return None
    dates = [wording_start(a) for a in figure.inside if dated(a) and match.start("of") <= a.span.start]
    end = min([match.end("of"), *dates])
    return trim(figure.reading.document.text, Span(match.start("of"), end)) if end > match.start("of") else None


def is_led(figure: Figure) -> bool:
    """Whether a verb of steering before the clause leads its number somewhere."""
    return led_start(figure) is not None


def tail(figure: Figure) -> int:
    """Take in what the number is of, and how long it may take: "2 con số của đất nước", "2% GDP trong 5 năm tới"."""
    match = _TAIL.match(figure.reading.folded, figure.atom.span.end, figure.sentence.end)
    return match.end() if match else figure.atom.span.end
